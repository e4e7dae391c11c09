package org.medchain.credit.mechanism;

import java.util.List;
import org.medchain.credit.ExtensionRegistry;

/** The mechanisms that there are; one more is one more line. */
public final class Mechanisms {
  private Mechanisms() {}

  /** Those that come with the model, with amounts that suit the standard economy. */
  public static List<Mechanism> builtIn() {
    return List.of(
        new VerifierCommittee(7, 5),
        new IdentityBond(40),
        new TrapRecords(0.1, 8, 8),
        new ExitLock(200),
        new SpendOnlyGrant(false),
        new SpendOnlyGrant(true),
        new ProRataRedemption(),
        new ProportionalReward());
  }

  /** The same, and those that other jars announce as a service, by name. */
  public static List<Mechanism> all() {
    return ExtensionRegistry.all(builtIn(), Mechanism.class, Mechanism::name);
  }
}
