package org.medchain.faults.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.medchain.adversary.SeededDraws;
import org.medchain.consensus.QuorumSizes;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;

/** The regulatory center's orders to add, remove or replace a member. */
final class MembershipChanges {
  private MembershipChanges() {}

  /** A change that leaves at most f Byzantine among the new members, as the center would ensure. */
  static Optional<Bytes> draw(ScheduleSetup setting, Membership members, SeededDraws draw) {
    List<PublicKey> keys = new ArrayList<>(members.keys());
    List<PublicKey> outside =
        IntStream.range(0, setting.plan.nodes() + setting.plan.spares())
            .mapToObj(setting::key)
            .filter(key -> !members.contains(key))
            .toList();
    int kind = draw.below(3);
    if (kind != 0 && (kind == 2 || keys.size() > QuorumSizes.MIN_NODES)) {
      keys.remove(draw.below(keys.size()));
    }
    if (kind != 1 && !outside.isEmpty()) {
      keys.add(draw.pick(outside));
    }
    long byzantine =
        setting.plan.byzantine().keySet().stream()
            .filter(number -> keys.contains(setting.node(number).publicKey()))
            .count();
    boolean sound =
        keys.size() >= QuorumSizes.MIN_NODES && byzantine <= new QuorumSizes(keys.size()).faulty();
    return sound && !keys.equals(members.keys())
        ? Optional.of(new Encoder().list(keys).toBytes())
        : Optional.empty();
  }
}
