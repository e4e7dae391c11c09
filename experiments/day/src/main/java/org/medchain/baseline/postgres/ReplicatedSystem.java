package org.medchain.baseline.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.AttackOutcome.Notice;
import org.medchain.baseline.RecordEntry;
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
 * these: its {@link #insider} and {@link #suffer} attack what is here, and what is added looks
 * whether it notices.
 */
public final class ReplicatedSystem extends HospitalSystem {
  private static final String[] ALONE = {
    "ALTER SYSTEM SET synchronous_standby_names = ''", "SELECT pg_reload_conf()"
  };
  private static final String[] TOGETHER = {
    "ALTER SYSTEM SET synchronous_standby_names = 'FIRST 1 (standby)'", "SELECT pg_reload_conf()"
  };

  /** Until the standby is the synchronous one. */
  private static final String AWAIT_STANDBY =
      "DO $$ BEGIN FOR i IN 1..4000 LOOP PERFORM pg_stat_clear_snapshot(); EXIT WHEN EXISTS (SELECT"
          + " FROM pg_stat_replication WHERE sync_state = 'sync'); PERFORM pg_sleep(0.005); IF i ="
          + " 4000 THEN RAISE 'no standby'; END IF; END LOOP; END $$";

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
    PostgresServer primary = PostgresServer.copyOf(template, folder.resolve("site1"));
    ReplicatedSystem made =
        new ReplicatedSystem(
            template,
            primary,
            PostgresServer.copyOf(template, folder.resolve("site2")),
            roundTripMs);
    try {
      primary.start();
      made.startStandby();
      return made;
    } catch (IOException | InterruptedException e) {
      made.close();
      throw e;
    }
  }

  private ReplicatedSystem(
      PostgresTemplate template, PostgresServer primary, PostgresServer standby, double roundTripMs)
      throws IOException {
    super(primary);
    this.template = template;
    this.standby = standby;
    this.roundTripMs = roundTripMs;
    link = link(primary);
  }

  @Override
  public SystemKind kind() {
    return SystemKind.REPLICATED;
  }

  private LinkProxy link(PostgresServer to) throws IOException {
    return new LinkProxy(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), to.port()), half(0), half(1));
  }

  private LinkDirection half(int direction) {
    return new LinkDirection(
        new DelayDistribution.Constant(roundTripMs / 2),
        new RandomStreams(0).stream("standby", direction),
        0,
        new AtomicLong(System.nanoTime()),
        new MeasuredDelays());
  }

  /** From data that the primary's log continues. */
  final void startStandby() throws IOException, InterruptedException {
    Path signal = standby.data().resolve("standby.signal");
    if (!Files.exists(signal)) {
      Files.createFile(signal);
    }
    int port = roundTripMs > 0 ? link.address().getPort() : server().port();
    standby.start(
        "wal_retrieve_retry_interval=200ms",
        "primary_conninfo=host=127.0.0.1 port="
            + port
            + " user=replicator password="
            + template.secret()
            + " application_name=standby");
    server().administer(TOGETHER);
    server().administer(AWAIT_STANDBY);
  }

  /** The other one. */
  public PostgresServer standby() {
    return standby;
  }

  /** The script: fences the primary, promotes the standby, sends all clients there. */
  public void failOver() throws IOException {
    PostgresServer fenced = server();
    fenced.crash();
    standby.administer("SELECT pg_promote()");
    standby.administer(ALONE);
    redirect(standby);
    standby = fenced;
  }

  /** Makes the failed one a standby of the one that serves, from a fresh copy. */
  public void rebuild() throws IOException, InterruptedException {
    standby.crash();
    WholeFolder.delete(standby.data());
    link.close();
    link = link(server());
    standby.baseBackup(standby.data(), server().port());
    startStandby();
  }

  @Override
  HospitalAttacks attacks(AttackLog log) {
    return new Attacks(log);
  }

  /** What a second site changes. */
  private final class Attacks extends HospitalAttacks {
    Attacks(AttackLog log) {
      super(ReplicatedSystem.this, log);
    }

    @Override
    Deed fail(AttackKind attack, RecordEntry victim, RecordEntry lie)
        throws IOException, InterruptedException {
      log.line(
          "the primary's disk is gone" + (attack == AttackKind.SITE_DIES ? ", and its site" : ""));
      PostgresServer gone = server();
      gone.crash();
      WholeFolder.delete(gone.data());
      if (attack == AttackKind.SITE_DIES) {
        WholeFolder.delete(gone.backup());
        WholeFolder.delete(gone.archive());
        Files.createDirectories(gone.archive());
      }
      Notice notice = checks().reader(victim.id(), log);
      log.line("operator: failover, rebuild");
      failOver();
      rebuild();
      return Deed.done(lie, "the standby has all that was acknowledged").answered(notice, 2);
    }

    @Override
    void awaitStandby() throws IOException {
      server().administer(AWAIT_STANDBY);
      log.line("the server runs again, and the standby follows it");
    }

    /** The standby goes back with it. */
    @Override
    Deed restoreOldBackup(RecordEntry lie) throws IOException, InterruptedException {
      standby.crash();
      server().administer(ALONE);
      Deed deed = super.restoreOldBackup(lie);
      log.line("administrator: the standby is copied from it");
      rebuild();
      return deed;
    }

    @Override
    List<Path> folders() {
      Stream<Path> there =
          Stream.of(
              standby.data().resolve("base"), standby.data().resolve("pg_wal"), standby.backup());
      return Stream.concat(super.folders().stream(), there).toList();
    }
  }

  @Override
  public long diskBytes() throws IOException {
    return super.diskBytes() + standby.diskBytes();
  }

  @Override
  public double cpuMs() throws IOException {
    return super.cpuMs() + standby.cpuMs();
  }

  @Override
  public void close() throws IOException {
    standby.close();
    super.close();
    link.close();
  }
}
