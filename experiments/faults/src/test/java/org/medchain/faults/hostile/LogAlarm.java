package org.medchain.faults.hostile;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/**
 * Hears of exceptions that leave: uncaught ones, and, where a log is kept, log lines with one, and
 * lines at level error.
 */
final class LogAlarm implements AutoCloseable {
  private static final int KEPT = 50;

  private final Queue<String> heard = new ConcurrentLinkedQueue<>();
  private final Thread.UncaughtExceptionHandler before =
      Thread.getDefaultUncaughtExceptionHandler();
  private final Optional<Logger> root =
      LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger logback
          ? Optional.of(logback)
          : Optional.empty();
  private final Optional<Level> level = root.map(Logger::getLevel);
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
    root.ifPresent(this::attach);
  }

  private void attach(Logger logger) {
    logger.setLevel(Level.WARN);
    appender.setContext(logger.getLoggerContext());
    appender.start();
    logger.addAppender(appender);
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
    root.ifPresent(
        logger -> {
          logger.detachAppender(appender);
          level.ifPresent(logger::setLevel);
        });
    Thread.setDefaultUncaughtExceptionHandler(before);
  }
}
