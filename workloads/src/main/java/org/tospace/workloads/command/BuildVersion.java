package org.tospace.workloads.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into this module. */
public final class BuildVersion implements IVersionProvider {
    private static final String RESOURCE = "version.properties";

    /** For picocli. */
    public BuildVersion() {
    }

    @Override
    public String[] getVersion() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = BuildVersion.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException("the build must put " + RESOURCE + " beside " + BuildVersion.class.getName());
            }
            properties.load(in);
        }
        return new String[] {"tospace " + properties.getProperty("version"), "on " + System.getProperty("java.vm.name") + " "
                + Runtime.version()};
    }
}
