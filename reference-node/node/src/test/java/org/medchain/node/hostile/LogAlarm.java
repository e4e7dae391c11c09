package org.medchain.node.hostile;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Hears of exceptions that leave: uncaught ones, log lines with one, and lines at level error. */
final class LogAlarm implements AutoCloseable {
  private static final int KEPT = 50;

  private final Queue<String> heard = new ConcurrentLinkedQueue<>();
  private final Thread.UncaughtExceptionHandler before =
      Thread.getDefaultUncaughtExceptionHandler();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level level = root.getLevel();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          if (event.getLevel().isGreaterOrEqual(Level.ERROR) || event.getThrowableProxy() != null) {
            note(event.getLoggerName() + ": " + event.getFormattedMessage());
          }
        }
      };

  LogAlarm() {
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> note(thread.getName() + ": " + e));
    root.setLevel(Level.WARN);
    appender.setContext(root.getLoggerContext());
    appender.start();
    root.addAppender(appender);
  }

  private void note(String what) {
    if (heard.size() < KEPT) {
      heard.add(what);
    }
  }

  List<String> heard() {
    return List.copyOf(heard);
  }

  @Override
  public void close() {
    root.detachAppender(appender);
    root.setLevel(level);
    Thread.setDefaultUncaughtExceptionHandler(before);
  }
}
