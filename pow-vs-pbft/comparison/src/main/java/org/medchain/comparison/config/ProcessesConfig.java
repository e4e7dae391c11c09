package org.medchain.comparison.config;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a cluster's processes are treated (key {@code processes}; EXP-15). To a simulation it means
 * nothing; a config without it hashes as it did before there was such a key.
 *
 * @param preheatS how long, before the time 0, a closed load of other participants has the nodes'
 *     code compiled, in s of real time, 0 or more; absent for not at all
 * @param jit the nodes' just-in-time compilers; absent for {@link JitCompiler#TIERED}
 */
public record ProcessesConfig(OptionalDouble preheatS, Optional<JitCompiler> jit) {
  /** Checks the range. */
  public ProcessesConfig {
    preheatS.ifPresent(value -> ConfigChecks.atLeast("processes.preheat_s", value, 0));
  }

  /** Begun cold. */
  public static ProcessesConfig defaults() {
    return new ProcessesConfig(OptionalDouble.empty(), Optional.empty());
  }
}
