package org.tospace.runtime.trap;

import java.util.List;
import org.tospace.runtime.code.Assembler;
import org.tospace.runtime.code.ExecutableMemory;
import org.tospace.runtime.linux.SignalAction;
import org.tospace.runtime.memory.Access;
import org.tospace.runtime.memory.DualMapping;
import org.tospace.runtime.memory.Memory;
import org.tospace.runtime.signalsafe.EntryPoint;
import org.tospace.runtime.signalsafe.SignalSafeCode;
import org.tospace.runtime.signalsafe.SignalSafeCompiler;

/**
 * Meets a closed page whose service faults. Arguments: the service, its argument, who meets the page ({@code java}, {@code accessor};
 * {@code none}: the service is called by Java instead), and the handler before ours ({@code jvm}, {@code returns}).
 */
final class FaultyServiceChild {

    private FaultyServiceChild() {
    }

    public static void main(String[] args) throws Throwable {
        EntryPoint entry = EntryPoint.of(FaultyService.class, args[0]);
        long argument = Long.decode(args[1]);
        if (args[3].equals("returns")) {
            Assembler code = new Assembler();
            code.ret();
            SignalAction jvms = SignalAction.current(SignalAction.SIGSEGV);
            new SignalAction(ExecutableMemory.of(code.toByteArray()).address(), jvms.mask(), jvms.flags()).install(SignalAction.SIGSEGV);
        }
        SignalSafeCode code = SignalSafeCompiler.compile(List.of(entry));
        DualMapping mapping = DualMapping.create("faulty", TestRegion.PAGE);
        mapping.protect(mapping.frontAddress(), TestRegion.PAGE, Access.NONE);
        TrapRegion.openNative(mapping.frontAddress(), TestRegion.PAGE, 0, TrapSignal.SEGV, code.address(entry), argument);
        System.out.println("page 0x" + Long.toHexString(mapping.frontAddress() + 16));
        switch (args[2]) {
            case "java" -> System.out.println(Memory.getLong(mapping.frontAddress() + 16));
            case "accessor" -> System.out.println(new Accessors().getLong(mapping.frontAddress() + 16));
            default -> System.out.println((int) code.handle(entry).invokeExact(argument, mapping.frontAddress() + 16, 0L));
        }
        System.out.println("went on");
    }
}
