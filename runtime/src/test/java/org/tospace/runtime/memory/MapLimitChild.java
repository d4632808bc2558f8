package org.tospace.runtime.memory;

import org.tospace.runtime.linux.SystemCallException;

/** Protects every second page until the kernel has no more mappings, and puts all right again. */
final class MapLimitChild {

    private MapLimitChild() {
    }

    public static void main(String[] args) {
        long page = PageSize.bytes();
        long bytes = (MapLimit.limit() + 2) * page;
        try (DualMapping mapping = DualMapping.create("map-limit", bytes)) {
            String message = "every page was protected";
            try {
                for (long offset = 0; offset < bytes; offset += 2 * page) {
                    mapping.protect(mapping.frontAddress() + offset, page, Access.NONE);
                }
            } catch (SystemCallException e) {
                message = e.getMessage();
            }
            mapping.protect(mapping.frontAddress(), bytes, Access.READ_WRITE);
            System.out.println(message);
        }
    }
}
