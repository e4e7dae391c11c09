package org.medchain.node.transport;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that serves connections, and an executor and timer on which the host runs its replica:
 * all connections, their receiver and all tasks share it, so no message is handed between threads
 * (CONN-8).
 *
 * <p>It reports errors that are not exceptions (NODE-18): Netty logs what a task throws, or keeps
 * it in a future, and takes the next task as if nothing had happened.
 */
public final class ConnectionLoop extends SingleThreadIoEventLoop {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionLoop.class);
  private static final long STOP_SECONDS = 10;

  private final boolean mayUseNativeCode;
  private volatile Consumer<Error> listener = error -> {};

  /**
   * Starts the thread; it waits by Linux's epoll where that is there, by the platform's selector
   * else.
   *
   * @param name with which the thread's name begins
   */
  public ConnectionLoop(String name) {
    this(name, true);
  }

  /** With the choice made, for tests of the way without native code. */
  ConnectionLoop(String name, boolean mayUseNativeCode) {
    super(null, new DefaultThreadFactory(name, true), io(mayUseNativeCode));
    this.mayUseNativeCode = mayUseNativeCode;
  }

  private static IoHandlerFactory io(boolean mayUseNativeCode) {
    return usesEpoll(mayUseNativeCode) ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
  }

  private static boolean usesEpoll(boolean mayUseNativeCode) {
    return mayUseNativeCode && Epoll.isAvailable();
  }

  /** Has errors that are not exceptions reported, by the thread on which they come up (NODE-18). */
  public void onError(Consumer<Error> receiver) {
    listener = receiver;
  }

  void report(Error error) {
    LOG.atError().setCause(error).log("a thread of connections failed");
    listener.accept(error);
  }

  private Runnable guard(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (Error e) {
        report(e);
        throw e;
      }
    };
  }

  @Override
  public void execute(Runnable task) {
    super.execute(guard(task));
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return super.schedule(guard(task), delay, unit);
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long first, long every, TimeUnit unit) {
    return super.scheduleAtFixedRate(guard(task), first, every, unit);
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long first, long pause, TimeUnit unit) {
    return super.scheduleWithFixedDelay(guard(task), first, pause, unit);
  }

  /** Whether connections may use native code where it is there. */
  boolean mayUseNativeCode() {
    return mayUseNativeCode;
  }

  /** Whether native code waits for connections. */
  public boolean nativeCode() {
    return usesEpoll(mayUseNativeCode);
  }

  Class<? extends ServerChannel> listening() {
    return nativeCode() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  Class<? extends Channel> connecting() {
    return nativeCode() ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  /** Stops the thread and waits for it, unless it is the caller. */
  @Override
  public void close() {
    var stopped = shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS);
    if (!inEventLoop()) {
      stopped.awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
    }
  }
}
