package org.medchain.comparison.config;

import java.util.Optional;

/**
 * How a cluster's processes are treated (key {@code processes}; EXP-15). To a simulation it means
 * nothing; a config without it hashes as it did before there was such a key.
 *
 * @param jit the nodes' just-in-time compilers; absent for {@link JitCompiler#TIERED}
 * @param links what is between the processes; absent for {@link Links#LOOPBACK}, and on processes
 *     for {@link Links#PROXIED} where the config's network is not the default one
 */
public record ProcessesConfig(Optional<JitCompiler> jit, Optional<Links> links) {
  /** Which of HotSpot's just-in-time compilers a node's process has (EXP-15). */
  public enum JitCompiler {
    /**
     * The quick one alone: its code is a little slower and it is done within seconds, so that also
     * a short trial of many processes on few cores is no measurement of compilers.
     */
    C1,
    /** Both, as JVMs are built; the second one works for minutes. */
    TIERED
  }

  /** What is between processes of one machine. */
  public enum Links {
    /** Its loopback device as it is; the config's network says nothing. */
    LOOPBACK,
    /** Proxies, which delay what passes as the config's network says (CLUSTER-28). */
    PROXIED
  }

  /** As the machine has it. */
  public static ProcessesConfig defaults() {
    return RecordCopy.absent(ProcessesConfig.class);
  }

  /** Whether the config's network is imposed on the processes. */
  public boolean isProxied() {
    return links.filter(Links.PROXIED::equals).isPresent();
  }

  /** The same, with proxies where nothing else is said. */
  ProcessesConfig proxied() {
    return new ProcessesConfig(jit, links.or(() -> Optional.of(Links.PROXIED)));
  }
}
