package org.medchain.node.transport;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/**
 * The threads that serve connections. With one thread all connections, their receiver and all tasks
 * of {@link #first} share it, and no message is handed between threads (CONN-8).
 */
public final class EventLoops implements AutoCloseable {
  private static final long STOP_SECONDS = 10;

  private final GuardedEventLoops.ErrorReport errors = new GuardedEventLoops.ErrorReport();
  private final EventLoopGroup group;
  private final boolean mayUseNativeCode;
  private final boolean epoll;

  /** With the choice made, for tests of the way without native code. */
  EventLoops(int threads, String name, boolean mayUseNativeCode) {
    this.mayUseNativeCode = mayUseNativeCode;
    this.epoll = mayUseNativeCode && Epoll.isAvailable();
    IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    this.group = new GuardedEventLoops(threads, name, io, errors);
  }

  /**
   * Starts threads of their own; Linux's epoll where it is there, the platform's selector else.
   *
   * @param threads at least 1
   * @param name with which the threads' names begin
   */
  public static EventLoops of(int threads, String name) {
    return new EventLoops(threads, name, true);
  }

  /** The first thread: an executor and timer, on which the host runs its replica. */
  public EventLoop first() {
    return all().getFirst();
  }

  /** Has errors that are no exceptions reported, by the thread on which they come up (NODE-18). */
  public void onError(Consumer<Error> listener) {
    errors.setListener(listener);
  }

  GuardedEventLoops.ErrorReport errors() {
    return errors;
  }

  /** Whether connections may use native code where it is there. */
  boolean mayUseNativeCode() {
    return mayUseNativeCode;
  }

  /** Whether native code waits for connections. */
  public boolean nativeCode() {
    return epoll;
  }

  List<EventLoop> all() {
    return StreamSupport.stream(group.spliterator(), false).map(EventLoop.class::cast).toList();
  }

  EventLoopGroup group() {
    return group;
  }

  Class<? extends ServerChannel> listening() {
    return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  Class<? extends Channel> connecting() {
    return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  /** Stops the threads and waits for them, unless one of them calls. */
  @Override
  public void close() {
    var stopped = group.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS);
    boolean own = all().stream().anyMatch(EventLoop::inEventLoop);
    if (!own) {
      stopped.awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
    }
  }
}
