package org.tospace.runtime.linux;

import java.util.Map;
import java.util.TreeMap;

/** Names and words of Linux's error numbers, as {@code errno(3)} has them. */
final class Errno {

    private record Entry(String name, String words) {
    }

    private static final Map<Integer, Entry> ENTRIES = new TreeMap<>();

    static {
        add(1, "EPERM", "Operation not permitted");
        add(2, "ENOENT", "No such file or directory");
        add(3, "ESRCH", "No such process");
        add(4, "EINTR", "Interrupted system call");
        add(5, "EIO", "Input/output error");
        add(6, "ENXIO", "No such device or address");
        add(7, "E2BIG", "Argument list too long");
        add(8, "ENOEXEC", "Exec format error");
        add(9, "EBADF", "Bad file descriptor");
        add(10, "ECHILD", "No child processes");
        add(11, "EAGAIN", "Resource temporarily unavailable");
        add(12, "ENOMEM", "Cannot allocate memory");
        add(13, "EACCES", "Permission denied");
        add(14, "EFAULT", "Bad address");
        add(15, "ENOTBLK", "Block device required");
        add(16, "EBUSY", "Device or resource busy");
        add(17, "EEXIST", "File exists");
        add(18, "EXDEV", "Invalid cross-device link");
        add(19, "ENODEV", "No such device");
        add(20, "ENOTDIR", "Not a directory");
        add(21, "EISDIR", "Is a directory");
        add(22, "EINVAL", "Invalid argument");
        add(23, "ENFILE", "Too many open files in system");
        add(24, "EMFILE", "Too many open files");
        add(25, "ENOTTY", "Inappropriate ioctl for device");
        add(26, "ETXTBSY", "Text file busy");
        add(27, "EFBIG", "File too large");
        add(28, "ENOSPC", "No space left on device");
        add(29, "ESPIPE", "Illegal seek");
        add(30, "EROFS", "Read-only file system");
        add(31, "EMLINK", "Too many links");
        add(32, "EPIPE", "Broken pipe");
        add(33, "EDOM", "Numerical argument out of domain");
        add(34, "ERANGE", "Numerical result out of range");
        add(35, "EDEADLK", "Resource deadlock avoided");
        add(36, "ENAMETOOLONG", "File name too long");
        add(37, "ENOLCK", "No locks available");
        add(38, "ENOSYS", "Function not implemented");
        add(39, "ENOTEMPTY", "Directory not empty");
        add(40, "ELOOP", "Too many levels of symbolic links");
        add(61, "ENODATA", "No data available");
        add(62, "ETIME", "Timer expired");
        add(71, "EPROTO", "Protocol error");
        add(74, "EBADMSG", "Bad message");
        add(75, "EOVERFLOW", "Value too large for defined data type");
        add(84, "EILSEQ", "Invalid or incomplete multibyte or wide character");
        add(90, "EMSGSIZE", "Message too long");
        add(92, "ENOPROTOOPT", "Protocol not available");
        add(95, "EOPNOTSUPP", "Operation not supported");
        add(97, "EAFNOSUPPORT", "Address family not supported by protocol");
        add(98, "EADDRINUSE", "Address already in use");
        add(99, "EADDRNOTAVAIL", "Cannot assign requested address");
        add(103, "ECONNABORTED", "Software caused connection abort");
        add(104, "ECONNRESET", "Connection reset by peer");
        add(105, "ENOBUFS", "No buffer space available");
        add(110, "ETIMEDOUT", "Connection timed out");
        add(111, "ECONNREFUSED", "Connection refused");
        add(114, "EALREADY", "Operation already in progress");
        add(115, "EINPROGRESS", "Operation now in progress");
        add(122, "EDQUOT", "Disk quota exceeded");
        add(125, "ECANCELED", "Operation canceled");
        add(131, "ENOTRECOVERABLE", "State not recoverable");
        add(132, "ERFKILL", "Operation not possible due to RF-kill");
    }

    private Errno() {
    }

    private static void add(int number, String name, String words) {
        ENTRIES.put(number, new Entry(name, words));
    }

    static String name(int number) {
        Entry entry = ENTRIES.get(number);
        return entry == null ? "E?" : entry.name;
    }

    static String words(int number) {
        Entry entry = ENTRIES.get(number);
        return entry == null ? "unknown error" : entry.words;
    }
}
