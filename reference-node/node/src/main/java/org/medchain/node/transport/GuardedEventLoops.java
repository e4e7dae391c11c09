package org.medchain.node.transport;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Event loops that report what is no exception (NODE-18). Netty logs what a task throws, or keeps
 * it in a future, and takes the next task as if nothing had been.
 */
final class GuardedEventLoops extends MultiThreadIoEventLoopGroup {
  GuardedEventLoops(int threads, String name, IoHandlerFactory io, ErrorReport report) {
    super(threads, new DefaultThreadFactory(name, true), io, report);
  }

  /**
   * Where errors of the loops' tasks go; the superclass makes the loops before there are fields.
   */
  static final class ErrorReport {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedEventLoops.class);

    private volatile Consumer<Error> listener = error -> {};

    void setListener(Consumer<Error> to) {
      listener = to;
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
  }

  @Override
  protected IoEventLoop newChild(Executor executor, IoHandlerFactory io, Object... arguments) {
    return new GuardedEventLoop(this, executor, io, (ErrorReport) arguments[0]);
  }

  private static final class GuardedEventLoop extends SingleThreadIoEventLoop {
    private final ErrorReport errors;

    GuardedEventLoop(
        IoEventLoopGroup group, Executor executor, IoHandlerFactory io, ErrorReport errors) {
      super(group, executor, io);
      this.errors = errors;
    }

    @Override
    public void execute(Runnable task) {
      super.execute(errors.guard(task));
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
      return super.schedule(errors.guard(task), delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(
        Runnable task, long first, long every, TimeUnit unit) {
      return super.scheduleAtFixedRate(errors.guard(task), first, every, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(
        Runnable task, long first, long pause, TimeUnit unit) {
      return super.scheduleWithFixedDelay(errors.guard(task), first, pause, unit);
    }
  }
}
