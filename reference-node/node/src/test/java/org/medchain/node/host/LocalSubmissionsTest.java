package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.ClientTable;
import org.medchain.contract.Operations;
import org.medchain.contract.opaque.Opaque;
import org.medchain.data.Bytes;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.node.agency.RequestForwarder;
import org.medchain.node.ledger.TestLedger;

/** NODE-21: a request of this process is answered or given up, never kept; on four real hosts. */
class LocalSubmissionsTest {
  private static final Duration LIFETIME = Duration.ofMillis(200);

  private final PowerCutChain chain = new PowerCutChain();
  private PowerCutCluster cluster;
  private LocalSubmissions submissions;

  @BeforeEach
  void start() throws Exception {
    cluster = PowerCutCluster.whole(chain);
    submissions = submissions(LIFETIME);
  }

  @AfterEach
  void stop() throws InterruptedException {
    cluster.stop();
  }

  private LocalSubmissions submissions(Duration lifetime) throws Exception {
    PowerCutNode node = cluster.node(0);
    LocalSubmissions made =
        new LocalSubmissions(
            node.loop,
            node.host,
            new Others(),
            lifetime,
            new Operations(chain.scheme, chain.genesis.chain(), chain.client),
            new TestLedger(4).at(0));
    node.loop.submit(() -> node.host.addObserver(made)).sync();
    return made;
  }

  private final class Others implements RequestForwarder {
    @Override
    public int forward(Envelope request) {
      for (int i = 1; i < PowerCutChain.NODES; i++) {
        cluster.node(i).deliver(request, PowerCutNode.link(chain.client.publicKey(), false));
      }
      return PowerCutChain.NODES - 1;
    }

    @Override
    public int expectedReplies() {
      return PowerCutChain.NODES - 1;
    }
  }

  private Transaction request(long sequence) {
    return new Operations(chain.scheme, chain.genesis.chain(), chain.client)
        .sign(sequence, new Opaque(Bytes.EMPTY));
  }

  private Receipt receipt(Transaction request) throws Exception {
    return submissions.submit(request).get(30, TimeUnit.SECONDS);
  }

  @Test
  void anExecutedRequestIsAnsweredAgainAtOnce() throws Exception {
    submissions = submissions(Duration.ofDays(1));
    for (int sequence = 1; sequence <= 20; sequence++) {
      Receipt first = receipt(request(sequence));
      assertThat(first.request()).isEqualTo(request(sequence).request());
      for (int again = 0; again < 3; again++) {
        assertThat(receipt(request(sequence))).isEqualTo(first);
      }
    }
  }

  /** Its receipt is forgotten: the replica says nothing of it. */
  @Test
  void aRequestThatNothingAnswersIsGivenUp() throws Exception {
    assertThat(receipt(request(1))).isNotNull();
    assertThat(receipt(request(1 + ClientTable.WINDOW))).isNotNull();
    for (int again = 0; again < 2; again++) {
      assertThatThrownBy(() -> receipt(request(1)))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(TimeoutException.class)
          .hasMessage("not executed within 0 s; it may still be");
    }
  }

  @Test
  void anOpenRequestIsNotTakenTwiceAndARejectedOneIsFree() throws Exception {
    CompletableFuture<Receipt> first = submissions.submit(request(1));
    CompletableFuture<Receipt> second = submissions.submit(request(1));
    assertThatThrownBy(() -> second.get(30, TimeUnit.SECONDS))
        .hasRootCauseMessage("a request of this name is open");
    assertThat(first.get(30, TimeUnit.SECONDS).request()).isEqualTo(request(1).request());
    Transaction unsigned =
        Transaction.unsigned(request(2).request(), request(2).kind(), request(2).body());
    for (int again = 0; again < 2; again++) {
      assertThatThrownBy(() -> receipt(unsigned))
          .hasCauseInstanceOf(IllegalArgumentException.class);
    }
    assertThat(receipt(request(2))).isNotNull();
  }
}
