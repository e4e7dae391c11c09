package org.medchain.cluster.center;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.consensus.ClientTable;
import org.medchain.consensus.Output;
import org.medchain.contract.Operations;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.durable.PersistentSequence;

/** CLUSTER-4: receipts of earlier requests, and what a result does on the thread that brings it. */
class CenterLedgerClientTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final KeyPair KEY =
      new Ed25519().keyPair(Hash.of(Bytes.utf8("synthetic")).toBytes());

  @TempDir private Path temp;

  private record SentRequest(Transaction request, CompletableFuture<Output.Accepted> result) {
    void executed(long height) {
      Receipt receipt = new Receipt(request.request(), Receipt.OK, Bytes.EMPTY);
      result.complete(new Output.Accepted(request.request(), height, receipt));
    }
  }

  private final BlockingQueue<SentRequest> sent = new LinkedBlockingQueue<>();
  private PersistentSequence numbers;
  private CenterLedgerClient client;

  @BeforeEach
  void begin() throws Exception {
    numbers = new PersistentSequence(FolderVolume.at(temp), "requests");
    client =
        new CenterLedgerClient(
            request -> {
              SentRequest each = new SentRequest(request, new CompletableFuture<>());
              sent.add(each);
              return each.result();
            },
            new Operations(new Ed25519(), Hash.ZERO, KEY),
            numbers);
    client.watch(Optional::empty, () -> 5);
  }

  private CompletableFuture<Receipt> submit() {
    return client.submit(new FreezeAccount(KEY.publicKey()));
  }

  private SentRequest next() throws Exception {
    SentRequest next = sent.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  @Test
  void onlyAReceiptAboveTheCertifiedHeightIsTaken() throws Exception {
    CompletableFuture<Receipt> result = submit();
    for (long expected : new long[] {1, 3, 6, 11, 20}) {
      SentRequest earlier = next();
      assertThat(earlier.request().request()).isEqualTo(new RequestId(KEY.publicKey(), expected));
      earlier.executed(5);
    }
    next().executed(6);
    assertThat(result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).request().sequence())
        .isEqualTo(37);
    assertThat(client.executed()).isEqualTo(1);
    assertThat(sent).isEmpty();
  }

  /** While another thread has the numbers forced, the thread of connections waits for nothing. */
  @Test
  void aResultDoesNotWaitForTheDisk() throws Exception {
    var unusedFirst = submit();
    var unusedSecond = submit();
    SentRequest earlier = next();
    SentRequest late = next();
    Thread connections =
        Thread.ofPlatform()
            .daemon()
            .unstarted(
                () -> {
                  earlier.executed(5);
                  late.result().completeExceptionally(new TimeoutException());
                });
    PersistentSequence held = numbers;
    synchronized (held) { // as a force holds it
      connections.start();
      assertThat(connections.join(PATIENCE)).as("it has ended").isTrue();
    }
    assertThat(next().request().request().sequence()).isGreaterThan(2);
    SentRequest last;
    do { // the number after those that silence leaves out
      var unused = submit();
      last = next();
    } while (last.request().request().sequence() <= ClientTable.WINDOW);
  }
}
