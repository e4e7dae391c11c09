package org.medchain.cluster.local;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.medchain.node.durable.PrivateFiles;
import org.medchain.node.operations.LogSettings;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * A node's log: JSON lines in files, plain lines on stderr, each with node, view and height (OPS-7,
 * OPS-8; decision 0165).
 *
 * <p>View and height are properties of the log as a whole, because most lines come from threads
 * that know neither. The library behind SLF4J is accessed by reflection: it is there at run time
 * only, and where another one is, lines merely lack the three.
 */
public final class NodeLog implements AutoCloseable {
  private static final String CONFIGURATION = "logback.configurationFile";

  private final Object context;
  private long view = -1;
  private long height = -1;

  NodeLog(ILoggerFactory context) {
    this.context = context;
  }

  /**
   * Begins a node's log; to be called before anything else logs.
   *
   * @param node the node's name
   * @throws IOException if the folder cannot be made; the message is one line
   */
  public static NodeLog start(String node, LogSettings settings) throws IOException {
    try {
      PrivateFiles.createDirectory(settings.folder());
    } catch (IOException e) {
      throw new IOException("log.folder: " + settings.folder() + " cannot be made", e);
    }
    settings.properties(node).forEach(System::setProperty);
    if (System.getProperty(CONFIGURATION) == null) {
      System.setProperty(CONFIGURATION, "logback-node.xml");
    }
    return new NodeLog(LoggerFactory.getILoggerFactory());
  }

  /** Where the node stands from now on; costs nothing while nothing changed. */
  public synchronized void setPosition(long newView, long newHeight) {
    if (newView != view) {
      view = newView;
      put("view", newView);
    }
    if (newHeight != height) {
      height = newHeight;
      put("height", newHeight);
    }
  }

  private void put(String key, long value) {
    callReflectively("putProperty", key, String.valueOf(value));
  }

  /** Writes what waits, and ends the log. */
  @Override
  public synchronized void close() {
    callReflectively("stop");
  }

  private void callReflectively(String name, String... arguments) {
    Class<?>[] types = new Class<?>[arguments.length];
    Arrays.fill(types, String.class);
    try {
      Method method = context.getClass().getMethod(name, types);
      var unused = method.invoke(context, (Object[]) arguments);
    } catch (NoSuchMethodException e) {
      return; // Another library: it has no such properties.
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("logback's context does not take " + name, e);
    }
  }
}
