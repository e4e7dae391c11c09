package org.medchain.node.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;

/** AGENCY-5: how many clients an agency takes on. */
class ServedClientRegistryTest {
  private static Peer client(int number) {
    Bytes seed = Hash.of(Bytes.utf8("client " + number)).toBytes();
    return new Peer(new Ed25519().keyPair(seed).publicKey(), PeerRole.LIGHT_CLIENT, BigInteger.ONE);
  }

  @Test
  void theOneThatAskedLongestAgoGivesWay() throws Exception {
    ServedClientRegistry served = new ServedClientRegistry(2);
    for (int number : new int[] {1, 2, 1, 3}) {
      served.handle(client(number), ServedClientRegistry.REGISTER);
    }
    assertThat(served.isServed(client(1))).isTrue();
    assertThat(served.isServed(client(2))).as("asked longest ago").isFalse();
    assertThat(served.isServed(client(3))).isTrue();
    served.handle(client(1), ServedClientRegistry.UNREGISTER);
    assertThat(served.isServed(client(1))).isFalse();
  }
}
