package org.medchain.node.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.node.center.CertificateAuthority;
import org.medchain.node.center.Registrar;
import org.medchain.node.center.ValidityPeriods;
import org.medchain.node.files.keys.KeyShareStore;
import org.medchain.node.transport.PeerRole;

/** OPS-29: what metrics read does not wait for a lock that is held while a file is forced. */
class UnlockedMetricsTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir private Path folder;

  private static long within(CompletableFuture<Long> read) throws Exception {
    return read.get(1, TimeUnit.MINUTES);
  }

  @Test
  void theKeptSharesAreCountedWhileOneIsWritten() throws Exception {
    KeyShareStore store = KeyShareStore.open(folder.resolve("keys"), 1000);
    synchronized (store) { // as by a put, for as long as it forces
      assertThat(within(CompletableFuture.supplyAsync(store::bytesHeld))).isZero();
    }
  }

  @Test
  void certificatesAreCountedWhileTheRegisterIsWritten() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    InstantSource slow =
        () -> {
          inside.countDown();
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Instant.now();
        };
    CertificateAuthority authority =
        CertificateAuthority.create("test authority", Instant.now(), Duration.ofDays(365), RANDOM);
    try (Registrar registrar =
        Registrar.open(folder, authority, ValidityPeriods.DEFAULT, slow, RANDOM)) {
      CompletableFuture<?> holder =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return registrar.invite(PeerRole.ENTITY, "n9");
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      inside.await();
      assertThat(within(CompletableFuture.supplyAsync(() -> (long) registrar.issuedCount())))
          .isZero();
      assertThat(within(CompletableFuture.supplyAsync(() -> (long) registrar.unconfirmedCount())))
          .isZero();
      end.countDown();
      var unused = holder.get(1, TimeUnit.MINUTES);
    } finally {
      end.countDown();
    }
  }
}
