package org.medchain.cluster.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.medchain.cluster.LocalCluster.ClusterMember;
import org.medchain.cluster.MemberState.RunState;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.node.config.NodeConfig;

/** Looks at processes of this machine. */
final class RunObserver {
  /** A process runs with the config that did not write itself down. */
  static final String UNKNOWN = "unknown_process";

  /** One that began just now may not have written itself down yet. */
  private static final Duration STARTING = Duration.ofMinutes(2);

  private RunObserver() {}

  /** The process, and what is in its way. */
  static RunState observe(
      ClusterMember member, Optional<NodeConfig> config, Instant now, List<SeenFault> faults)
      throws IOException, InterruptedException {
    Optional<ProcessHandle> process = RunningProcess.process(member.folder());
    List<Long> unknown = unknown(member.config(), process, now);
    unknown.forEach(each -> faults.add(SeenFault.of(UNKNOWN, each)));
    if (process.isPresent()) {
      boolean held = isHeld(process.get());
      if (held) {
        faults.add(SeenFault.of("held", process.get().pid()));
      }
      return held ? RunState.HELD : RunState.RUNNING;
    }
    if (unknown.isEmpty()) {
      config
          .map(NodeConfig::listen)
          .filter(each -> !isFree(each))
          .ifPresent(each -> faults.add(SeenFault.of("port_taken", each.getPort())));
    }
    return RunState.ENDED;
  }

  /** Whether nothing listens at an address, which is of this machine. */
  static boolean isFree(InetSocketAddress address) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(address.getHostString(), address.getPort()));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isHeld(ProcessHandle process) throws IOException, InterruptedException {
    Process asked = new ProcessBuilder("ps", "-o", "stat=", "-p", process.pid() + "").start();
    String state = new String(asked.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    return asked.waitFor() == 0 && state.strip().startsWith("T");
  }

  /** Processes that name this config as an argument and did not write themselves down. */
  private static List<Long> unknown(Path configFile, Optional<ProcessHandle> known, Instant now) {
    String config = configFile.toAbsolutePath().toString();
    Instant old = now.minus(STARTING);
    return ProcessHandle.allProcesses()
        .filter(each -> !known.equals(Optional.of(each)) && !each.equals(ProcessHandle.current()))
        .filter(each -> each.info().startInstant().filter(old::isAfter).isPresent())
        .filter(each -> arguments(each).contains(config))
        .map(ProcessHandle::pid)
        .sorted()
        .toList();
  }

  /** From the system itself where it shows them: Java cuts long ones, as class paths are. */
  private static List<String> arguments(ProcessHandle process) {
    Path shown = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    try {
      if (Files.isReadable(shown)) {
        return List.of(Files.readString(shown, StandardCharsets.ISO_8859_1).split("\0", -1));
      }
    } catch (IOException e) {
      return List.of(); // It has ended.
    }
    return process.info().arguments().map(List::of).orElse(List.of());
  }
}
