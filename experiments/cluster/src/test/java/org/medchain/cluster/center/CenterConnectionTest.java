package org.medchain.cluster.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.EndingThreads;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.cluster.local.RunningProcess;

/** PROC-28: a step that is interrupted while its center does not answer leaves nothing open. */
class CenterConnectionTest {
  private static final long LIMIT_S = 60;

  @TempDir private Path temp;

  /** Interrupts who has connected and waits; returns when it has let go of its connection. */
  private static void interruptFirst(ServerSocket center, Thread caller) {
    try (Socket accepted = center.accept();
        InputStream words = accepted.getInputStream()) {
      caller.interrupt();
      long unused = words.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // A connection that is reset is let go of, too.
      assertThat(center.isClosed()).isFalse();
    }
  }

  @Test
  void interruptedWhileItConnectsItIsClosed() throws Exception {
    ClusterFolder cluster =
        ClusterFolder.create(temp.resolve("cluster"), ClusterPlan.of(1).withClients(0));
    Thread caller = Thread.currentThread();
    try (ServerSocket center = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      RunningProcess.ofThisProcess(
              "127.0.0.1:" + center.getLocalPort(),
              URI.create("http://127.0.0.1:9/"),
              Optional.empty())
          .write(cluster.center());
      CompletableFuture<Void> closed =
          CompletableFuture.runAsync(() -> interruptFirst(center, caller));
      assertThatThrownBy(() -> cluster.connectToCenter()).isInstanceOf(InterruptedException.class);
      assertThat(EndingThreads.remaining(name -> name.startsWith("order-")))
          .as("threads of a connection that nobody has")
          .isEmpty();
      closed.get(LIMIT_S, TimeUnit.SECONDS);
    }
  }
}
