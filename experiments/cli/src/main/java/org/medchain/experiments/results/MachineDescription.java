package org.medchain.experiments.results;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The computer that a result was made on. Absent where the system does not report it. */
public final class MachineDescription {
  private MachineDescription() {}

  /** JDK, operating system and processor. */
  public static ObjectNode describe() {
    ObjectNode machine = JsonNodeFactory.instance.objectNode();
    machine
        .putObject("jdk")
        .put("version", Runtime.version().toString())
        .put("vendor", System.getProperty("java.vendor", ""))
        .put("vm", System.getProperty("java.vm.name", ""));
    machine
        .putObject("os")
        .put("name", System.getProperty("os.name", ""))
        .put("version", System.getProperty("os.version", ""))
        .put("architecture", System.getProperty("os.arch", ""));
    ObjectNode cpu = machine.putObject("cpu");
    cpuModel(cpu);
    cpu.put("processors", Runtime.getRuntime().availableProcessors());
    machine.put("memory_max_mib", Runtime.getRuntime().maxMemory() >> 20);
    return machine;
  }

  /** Processes that ran or waited over the last minute: what else the computer was busy with. */
  public static OptionalDouble loadAverage() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return load < 0 ? OptionalDouble.empty() : OptionalDouble.of(load);
  }

  private static void cpuModel(ObjectNode cpu) {
    try {
      Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .ifPresent(line -> cpu.put("model", line.substring(line.indexOf(':') + 1).strip()));
    } catch (IOException | RuntimeException e) {
      // Only Linux has that file; elsewhere the model stays absent.
      return;
    }
  }
}
