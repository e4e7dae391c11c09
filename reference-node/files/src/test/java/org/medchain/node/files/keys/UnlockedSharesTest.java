package org.medchain.node.files.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OPS-28: readers of metrics do not wait for a lock that is held while a file is forced. */
class UnlockedSharesTest {
  @TempDir private Path folder;

  /** Each on a separate thread. */
  private static <T> CompletableFuture<T> begin(Supplier<T> action) {
    return CompletableFuture.supplyAsync(action, task -> Thread.ofPlatform().daemon().start(task));
  }

  private static <T> T read(Supplier<T> figure) throws Exception {
    return begin(figure).get(1, TimeUnit.MINUTES);
  }

  @Test
  void theKeptSharesAreCountedWhileOneIsWritten() throws Exception {
    KeyShareStore store = KeyShareStore.open(folder.resolve("keys"), 1000);
    synchronized (store) { // as by a put, for as long as it forces
      assertThat(read(store::bytesHeld)).isZero();
    }
  }
}
