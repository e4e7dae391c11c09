package org.medchain.node.center;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.node.transport.PeerRole;

/** OPS-28: readers of metrics do not wait for a lock that is held while a file is forced. */
class UnlockedRegisterTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir private Path folder;

  /** Each on a separate thread. */
  private static <T> CompletableFuture<T> begin(Supplier<T> action) {
    return CompletableFuture.supplyAsync(action, task -> Thread.ofPlatform().daemon().start(task));
  }

  private static <T> T read(Supplier<T> figure) throws Exception {
    return begin(figure).get(1, TimeUnit.MINUTES);
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
        new Registrar(folder, authority, ValidityPeriods.DEFAULT, slow, RANDOM)) {
      CompletableFuture<?> holder =
          begin(
              () -> {
                try {
                  return registrar.invite(PeerRole.ENTITY, "n9");
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      inside.await();
      assertThat(read(registrar::issuedCount)).isZero();
      assertThat(read(registrar::unconfirmedCount)).isZero();
      end.countDown();
      var unused = holder.get(1, TimeUnit.MINUTES);
    } finally {
      end.countDown();
    }
  }
}
