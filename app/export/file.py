"""A file that appears whole or not at all."""

import errno
import os
import tempfile


def write(file, data):
    """Make these bytes the content of the file at that path, whose folder exists. OSError, which names that file, if that cannot be."""
    if file.exists() and not file.is_file():
        raise FileExistsError(errno.EEXIST, "There is something already that is no file", str(file))
    try:
        handle, temporary = tempfile.mkstemp(prefix=".", dir=file.parent)
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(data)
            os.chmod(temporary, 0o644)
            os.replace(temporary, file)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as trouble:
        raise OSError(trouble.errno, trouble.strerror, str(file)) from trouble
