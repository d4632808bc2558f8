package org.tospace.gc.hprof;

/** Numbers of the format: records of the file, parts of a heap dump, types of values. */
final class HprofFormat {
    static final String HEADER = "JAVA PROFILE 1.0.2";
    static final int ID_BYTES = Long.BYTES;
    /** Of each record: its number, a time, its length. */
    static final int RECORD_HEADER_BYTES = 1 + 4 + 4;

    static final int STRING = 0x01;
    static final int LOAD_CLASS = 0x02;
    static final int STACK_TRACE = 0x05;
    static final int HEAP_DUMP_SEGMENT = 0x1C;
    static final int HEAP_DUMP_END = 0x2C;

    static final int ROOT_JNI_GLOBAL = 0x01;
    static final int CLASS_DUMP = 0x20;
    static final int INSTANCE_DUMP = 0x21;
    static final int OBJECT_ARRAY_DUMP = 0x22;
    static final int PRIMITIVE_ARRAY_DUMP = 0x23;

    static final int OBJECT = 2;
    static final int BYTE = 8;
    static final int LONG = 11;

    /** The one stack trace, which is empty, that everything is said to come from. */
    static final int NO_TRACE = 1;

    private HprofFormat() {
    }
}
