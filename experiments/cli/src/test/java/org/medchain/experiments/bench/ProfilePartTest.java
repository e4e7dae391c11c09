package org.medchain.experiments.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** SIM-43: to which part of the simulator a sample belongs. */
class ProfilePartTest {
  private static ProfilePart of(String... frames) {
    return ProfilePart.of(List.of(frames));
  }

  @Test
  void theInnermostNamedFrameCounts() {
    assertThat(
            of("java.util.HashMap", "org.medchain.consensus.VoteSet", "org.medchain.simulation.X"))
        .isEqualTo(ProfilePart.VOTES);
    assertThat(of("org.medchain.simulation.event.EventQueue", "org.medchain.consensus.VoteSet"))
        .isEqualTo(ProfilePart.QUEUE);
    assertThat(of("sun.security.provider.SHA2", "org.medchain.comparison.TraceDigest"))
        .isEqualTo(ProfilePart.TRACE);
    assertThat(of("java.lang.Thread")).isEqualTo(ProfilePart.OTHER);
  }

  /** A special class before its package, and each part by one of its classes. */
  @Test
  void aClassBelongsToTheFirstPartThatNamesIt() {
    assertThat(of("org.medchain.comparison.LoadObserver")).isEqualTo(ProfilePart.OBSERVERS);
    assertThat(of("org.medchain.consensus.ClientTable")).isEqualTo(ProfilePart.REQUESTS);
    assertThat(of("org.medchain.consensus.pbft.NormalCase")).isEqualTo(ProfilePart.ORDERING);
    assertThat(of("org.medchain.consensus.OutputInterpreter")).isEqualTo(ProfilePart.DISPATCH);
    assertThat(of("org.medchain.data.state.StateTree")).isEqualTo(ProfilePart.STATE_ROOT);
    assertThat(of("org.medchain.data.Encoder")).isEqualTo(ProfilePart.ENCODING);
    assertThat(of("org.medchain.data.Hash")).isEqualTo(ProfilePart.SIGNATURES);
    assertThat(of("org.medchain.contract.MedicalContract")).isEqualTo(ProfilePart.EXECUTION);
    assertThat(of("org.medchain.simulation.network.Network")).isEqualTo(ProfilePart.NETWORK);
    assertThat(of("org.medchain.simulation.host.SimulatedReplicaHost"))
        .isEqualTo(ProfilePart.DISPATCH);
  }
}
