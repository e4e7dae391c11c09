package org.medchain.node.host;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.contract.Genesis;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.data.Difficulty;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.incentive.PointRules;
import org.medchain.node.ledger.TestScheme;

/** The chain that four nodes keep, one client of it, and everybody's keys. */
final class PowerCutChain {
  static final int NODES = 4;

  final TestScheme scheme = new TestScheme();
  final KeyPair client = scheme.named("client");
  final List<KeyPair> keys = new ArrayList<>();
  final Genesis genesis;
  final PbftParameters parameters;

  PowerCutChain() {
    this(8);
  }

  /** With a checkpoint after every {@code interval} blocks. */
  PowerCutChain(int interval) {
    List<PublicKey> names = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      keys.add(scheme.named("node " + i));
      names.add(keys.get(i).publicKey());
    }
    genesis =
        new Genesis(
            new Genesis.Terms(
                0,
                names,
                2,
                Difficulty.NONE,
                10_000,
                scheme.named("center").publicKey(),
                new PointRules(100, 10, 25, 7, 8_000)),
            List.of(new Participant(client.publicKey(), Role.RESEARCH)));
    parameters =
        new PbftParameters(
            genesis.chainParameters(),
            new BatchLimits(5, 1 << 16, 0),
            500_000_000,
            100_000_000,
            1000,
            interval);
  }
}
