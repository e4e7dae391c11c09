package org.medchain.node.operations;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.medchain.data.Argument;

/**
 * The admin endpoint of a node: {@code /health}, {@code /ready}, {@code /metrics} and {@code
 * /status} over HTTP, read-only (OPS-1, OPS-2, OPS-3, OPS-4, OPS-5; decision 0165).
 *
 * <p>It has a few separate threads, refuses large or slow requests, and only reads {@link
 * StatusSource}, which does not wait for consensus; so it never delays a node.
 */
public final class AdminEndpoint implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int WAITING = 64;
  private static final int BACKLOG = 64;

  /** Of the JDK's server; read once a process, so an operator's own settings go first. */
  private static final Map<String, String> LIMITS =
      Map.of(
          "sun.net.httpserver.maxReqHeaders", "32",
          "sun.net.httpserver.maxReqHeaderSize", "8192",
          "sun.net.httpserver.maxReqTime", "5",
          "sun.net.httpserver.maxRspTime", "10",
          "sun.net.httpserver.idleInterval", "10",
          "sun.net.httpserver.drainAmount", "8192",
          "jdk.httpserver.maxConnections", "64");

  private final HttpServer server;
  private final ThreadPoolExecutor threads;

  /**
   * Address of the endpoint.
   *
   * @param host name or address
   * @param port 0 for any that is free
   * @param exposed whether other machines may reach it: there is no authentication
   */
  public record AdminAddress(String host, int port, boolean exposed) {
    public AdminAddress {
      Argument.refuseIf(
          port < 0 || port > 65_535, "operator.port: %s; allowed is 0 to 65535", port);
    }

    /** On this machine only. */
    public static AdminAddress local(int port) {
      return new AdminAddress("127.0.0.1", port, false);
    }

    /** Refuses what other machines reach, unless that is wanted. */
    InetSocketAddress resolve() throws IOException {
      InetAddress address = InetAddress.getByName(host);
      if (!exposed && !address.isLoopbackAddress()) {
        throw new IOException(
            "operator.host: "
                + host
                + " is not a loopback address; allowed only with operator.exposed: true");
      }
      return new InetSocketAddress(address, port);
    }
  }

  private AdminEndpoint(HttpServer server, ThreadPoolExecutor threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts the endpoint.
   *
   * @throws IOException if the address is taken or may not be used; the message names it
   */
  public static AdminEndpoint open(
      AdminAddress place, StatusSource status, NodeMeterRegistry meterSet) throws IOException {
    LIMITS.forEach(
        (key, value) -> {
          if (System.getProperty(key) == null) {
            System.setProperty(key, value);
          }
        });
    InetSocketAddress address = place.resolve();
    HttpServer server = bound(address);
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            task -> Thread.ofPlatform().daemon().name("operator-door").unstarted(task));
    server.setExecutor(threads);
    server.createContext("/", new AdminPages(status, meterSet, new HostHeader(place.host())));
    server.start();
    return new AdminEndpoint(server, threads);
  }

  private static HttpServer bound(InetSocketAddress address) throws IOException {
    try {
      return HttpServer.create(address, BACKLOG);
    } catch (IOException e) {
      throw new IOException("operator: cannot listen at " + address + ": " + e.getMessage(), e);
    }
  }

  /** Where it is, with the port that it got. */
  public URI url() {
    InetSocketAddress address = server.getAddress();
    String host = address.getAddress().getHostAddress();
    return URI.create(
        "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
  }

  /** Stops the endpoint. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
