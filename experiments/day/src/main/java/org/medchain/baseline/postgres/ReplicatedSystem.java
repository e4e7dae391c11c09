package org.medchain.baseline.postgres;

import static org.medchain.baseline.postgres.PostgresServer.SQL;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.medchain.baseline.SystemKind;
import org.medchain.cluster.link.LinkDirection;
import org.medchain.cluster.link.LinkProxy;
import org.medchain.cluster.link.MeasuredDelays;
import org.medchain.launcher.WholeFolder;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.RandomStreams;

/**
 * A hospital's database with a synchronous standby at a second site: nothing is acknowledged that
 * is not on the standby's disk (BASE-1). A system that adds something is made by keeping one of
 * these: {@link #suffer} attacks what is here, and what is added looks whether it notices.
 */
public final class ReplicatedSystem extends HospitalSystem {
  private static final String RELOAD = "SELECT pg_reload_conf()";

  private final PostgresTemplate template;
  private final double roundTripMs;
  private PostgresServer standby;
  private LinkProxy link;

  /**
   * Starts both.
   *
   * @param folder of its own; empty, or to be made
   * @param roundTripMs between the two sites; 0 for no delay
   */
  public static ReplicatedSystem start(PostgresTemplate template, Path folder, double roundTripMs)
      throws IOException, InterruptedException {
    ReplicatedSystem made = new ReplicatedSystem(template, folder, roundTripMs);
    return opened(made, made::open);
  }

  private ReplicatedSystem(PostgresTemplate template, Path folder, double roundTripMs)
      throws IOException {
    super(PostgresServer.copyOf(template, folder.resolve("site1")));
    this.template = template;
    this.roundTripMs = roundTripMs;
    standby = PostgresServer.copyOf(template, folder.resolve("site2"));
    link = link();
  }

  @Override
  public SystemKind kind() {
    return SystemKind.REPLICATED;
  }

  @Override
  public List<PostgresServer> servers() {
    return List.of(server, standby);
  }

  /** To the one that serves. */
  private LinkProxy link() throws IOException {
    return new LinkProxy(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port), half(0), half(1));
  }

  private LinkDirection half(int direction) {
    return new LinkDirection(
        new DelayDistribution.Constant(roundTripMs / 2),
        new RandomStreams(0).stream("standby", direction),
        0,
        new AtomicLong(System.nanoTime()),
        new MeasuredDelays());
  }

  private void open() throws IOException, InterruptedException {
    server.start();
    startStandby();
  }

  /** From data that the primary's log continues. */
  private void startStandby() throws IOException, InterruptedException {
    Files.write(standby.data.resolve("standby.signal"), new byte[0]);
    int port = roundTripMs > 0 ? link.address().getPort() : server.port;
    String primary = "host=127.0.0.1 port=" + port + " user=replicator application_name=standby";
    standby.start(
        "wal_retrieve_retry_interval=200ms",
        "primary_conninfo=" + primary + " password=" + template.secret());
    server.administer(SQL.get("together"), RELOAD);
    awaitStandby();
  }

  /**
   * Until it follows, a night's check would take it for gone; a session from before a change of
   * settings would not see it.
   */
  void awaitStandby() throws IOException {
    server.administer(SQL.get("await_standby"));
  }

  /** Ends the standby; the primary continues without it. */
  void detach() throws IOException {
    standby.crash();
    server.administer(SQL.get("alone"), RELOAD);
  }

  /** The script: fences the primary, promotes the standby, sends all clients there. */
  public void failOver() throws IOException {
    PostgresServer fenced = server;
    fenced.crash();
    standby.administer("SELECT pg_promote()", SQL.get("alone"), RELOAD);
    server = standby;
    standby = fenced;
  }

  /** Makes the failed one a standby of the one that serves, from a fresh copy. */
  public void rebuild() throws IOException, InterruptedException {
    standby.crash();
    WholeFolder.delete(standby.data);
    link.close();
    link = link();
    server.copyTo(standby.data);
    startStandby();
  }

  @Override
  public void close() throws IOException {
    super.close();
    link.close();
  }
}
