package org.medchain.node.files.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.network.Membership;
import org.medchain.node.files.keys.SplitKey.OpenedDeposit;
import org.medchain.node.files.sealing.FileKey;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.turns.VirtualClock;

/** LIGHT-13: how long members are waited for, by a clock of the test's own. */
class KeyShareClientTest {
  private static final long TIMEOUT_MS = 10_000;
  private static final long MORE_MS = TIMEOUT_MS / 10;
  private static final int NODES = 4;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final KeyPair OWNER = keys(1);

  private final VirtualClock clock = new VirtualClock();
  private final Membership members =
      new Membership(IntStream.range(10, 10 + NODES).mapToObj(i -> keys(i).publicKey()).toList());
  private final MedicalRecord record =
      new MedicalRecord(
          OWNER.publicKey(),
          new MedicalRecord.MetadataBlock(OWNER.publicKey(), "medchain:x", Hash.ZERO),
          new MedicalRecord.DigestBlock(0, OWNER.publicKey(), "in words", "Image"));
  private final KeyRequest request =
      new KeyRequest(record.id(), new RequestId(OWNER.publicKey(), 1), 1);

  /** When a member replies, in milliseconds; those without an entry are silent. */
  private final Map<PublicKey, Long> delays = new TreeMap<>();

  private FileKey key;
  private SplitKey split;

  private static KeyPair keys(int number) {
    byte[] seed = new byte[32];
    seed[0] = (byte) number;
    return new Ed25519().keyPair(Bytes.of(seed));
  }

  @BeforeEach
  void split() throws Exception {
    key = FileKey.random(RANDOM);
    split = SplitKey.of(new OpenedDeposit(record, key), OWNER, 2, NODES, RANDOM);
  }

  private void delay(int member, long ms) {
    delays.put(members.keys().get(member), ms);
  }

  private KeyShareClient client() {
    RpcClient calls =
        new RpcClient() {
          @Override
          public List<Peer> peers() {
            return List.of();
          }

          @Override
          public CompletableFuture<Bytes> call(PublicKey peer, RpcMethod topic, Bytes question) {
            CompletableFuture<Bytes> reply = new CompletableFuture<>();
            int number = members.keys().indexOf(peer);
            Bytes share = new DepositedShare(split.deposit(), split.shares().get(number)).encoded();
            if (delays.containsKey(peer)) {
              clock.after(delays.get(peer), () -> reply.complete(share));
            }
            return reply;
          }
        };
    return new KeyShareClient(calls, clock, Duration.ofMillis(TIMEOUT_MS));
  }

  private OpenedDeposit collect() throws Exception {
    return client().collect(request, members, SplitKey.KeyLink.SAME);
  }

  @Test
  void aSilentMemberHoldsUpAQuorumForATenthOfTheTime() throws Exception {
    delay(1, 10);
    delay(2, 20);
    delay(3, 30);
    assertThat(collect().key()).isEqualTo(key);
    assertThat(clock.nowMs()).isEqualTo(30 + MORE_MS);
    long before = clock.nowMs();
    assertThat(client().deposit(split, members)).isEqualTo(3);
    assertThat(clock.nowMs() - before).isEqualTo(30 + MORE_MS);
  }

  @Test
  void whereAllReplyNobodyIsWaitedFor() throws Exception {
    for (int i = 0; i < NODES; i++) {
      delay(i, 10L * (i + 1));
    }
    assertThat(client().deposit(split, members)).isEqualTo(NODES);
    assertThat(clock.nowMs()).isEqualTo(10L * NODES);
  }

  /** Fewer than a quorum have all of the time, and two shares open the key. */
  @Test
  void withoutAQuorumAllOfTheTimePasses() throws Exception {
    delay(1, 10);
    delay(2, TIMEOUT_MS - 1);
    assertThat(collect().key()).isEqualTo(key);
    assertThat(clock.nowMs()).isEqualTo(TIMEOUT_MS);
    assertThatThrownBy(() -> client().deposit(split, members))
        .isInstanceOf(RefusedException.class)
        .hasMessage("2 nodes took a share of the key, 3 are needed: no reply in time");
  }
}
