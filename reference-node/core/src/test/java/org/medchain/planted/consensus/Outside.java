package org.medchain.planted.consensus;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.Executor;
import org.medchain.planted.Breaks;

/** Has threads, or a way to the world outside. */
final class Outside {
  private Outside() {}

  @Breaks("no threads")
  static final class OwnThread {
    void start(Runnable task) {
      new Thread(task).start();
    }
  }

  @Breaks("no threads")
  static final class Pool {
    void start(Executor executor, Runnable task) {
      executor.execute(task);
    }
  }

  @Breaks("no threads")
  static final class Alarm {
    void stop(Timer timer) {
      timer.cancel();
    }
  }

  @Breaks("no threads")
  static final class Lock {
    synchronized int guarded() {
      return 0;
    }
  }

  @Breaks("no threads")
  static final class ParallelStream {
    long sum(List<Long> numbers) {
      return numbers.parallelStream().mapToLong(Long::longValue).sum();
    }
  }

  @Breaks("no threads")
  static final class ParallelSort {
    void sort(long[] numbers) {
      Arrays.parallelSort(numbers);
    }
  }

  @Breaks("no files, sockets or streams")
  static final class File {
    Path at(String name) {
      return Path.of(name);
    }
  }

  @Breaks("no files, sockets or streams")
  static final class Stream {
    int size(ByteArrayOutputStream out) {
      return out.size();
    }
  }

  @Breaks("no files, sockets or streams")
  static final class Socket {
    boolean isOpen(SocketChannel channel) {
      return channel.isOpen();
    }
  }

  @Breaks("no files, sockets or streams")
  static final class Port {
    int of(InetSocketAddress address) {
      return address.getPort();
    }
  }
}
