package org.medchain.node.month;

import java.io.IOException;
import java.time.Duration;
import org.medchain.node.identity.Identity;
import org.medchain.node.month.MonthPlan.PlannedFault;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/** Begins and ends the faults of a plan. */
final class MonthFaults {
  private static final long SECOND_NS = Duration.ofSeconds(1).toNanos();
  private static final int STEP_S = 600;
  private static final int DRIFT_PPM = 50;
  private static final int OPERATIONS = 40;

  private final Month month;
  private int revoked;

  MonthFaults(Month month) {
    this.month = month;
  }

  void plan(PlannedFault fault) {
    month.at(fault.atNs(), () -> guarded(fault, true));
    month.at(fault.endNs(), () -> guarded(fault, false));
  }

  private interface Step {
    void run() throws IOException, RefusedException;
  }

  private void guarded(PlannedFault fault, boolean begins) {
    month.log((begins ? "begins: " : "ends: ") + fault);
    Step step =
        () -> {
          if (begins) {
            begin(fault);
          } else {
            end(fault);
          }
        };
    try {
      step.run();
    } catch (IOException | RefusedException e) {
      throw new IllegalStateException(fault + ": " + e.getMessage(), e);
    }
    month.stir();
  }

  private void begin(PlannedFault fault) throws IOException, RefusedException {
    MonthMember member = month.members().get(fault.member());
    switch (fault.kind()) {
      case RESTART -> member.kill();
      case POWER_CUT -> member.cutPowerAt(1 + (int) (fault.amount() % OPERATIONS));
      case POWER_CUT_OF_ALL -> month.members().forEach(MonthMember::cutPower);
      case DISK_FULL -> member.fillDisk(true);
      case CREDENTIALS_FULL -> member.fillCredentials(true);
      case PARTITION, NEW_ADDRESS -> month.network().cutOff(member, true);
      case CENTER_PARTITION -> month.network().cutOff(month.center(), true);
      case LOSSES -> losses(fault);
      case CLOCK_STEP ->
          member.machine().setWallError((fault.amount() % (2 * STEP_S) - STEP_S) * SECOND_NS);
      case CLOCK_DRIFT -> member.machine().drift(fault.amount() % (2 * DRIFT_PPM) - DRIFT_PPM);
      case SUSPEND -> suspend(member, true);
      case CENTER_RESTART -> month.center().kill();
      case UPGRADE -> upgrade();
      case REVOKE_AGENCY -> revoke(PeerRole.AGENCY);
      case REVOKE_STANDBY -> revoke(PeerRole.CONSENSUS_NODE);
    }
  }

  private void end(PlannedFault fault) throws IOException, RefusedException {
    MonthMember member = month.members().get(fault.member());
    switch (fault.kind()) {
      case RESTART -> member.startIn(0);
      case POWER_CUT -> member.cutPowerAt(0);
      case POWER_CUT_OF_ALL -> month.members().forEach(each -> each.startIn(0));
      case DISK_FULL -> member.fillDisk(false);
      case CREDENTIALS_FULL -> member.fillCredentials(false);
      case PARTITION, NEW_ADDRESS -> month.network().cutOff(member, false);
      case CENTER_PARTITION -> month.network().cutOff(month.center(), false);
      case CLOCK_STEP -> member.machine().setWallError(0);
      case CLOCK_DRIFT -> {
        member.machine().drift(0);
        member.machine().setWallError(0);
      }
      case SUSPEND -> suspend(member, false);
      case CENTER_RESTART -> month.center().start();
      case LOSSES, UPGRADE, REVOKE_AGENCY, REVOKE_STANDBY -> {}
    }
    month.network().dial();
  }

  private void losses(PlannedFault fault) {
    int count = 1 + (int) (fault.amount() % 8);
    for (int i = 0; i < count; i++) {
      int number = (int) (fault.amount() >> 3) + i;
      month.at(
          month.nowNs() + fault.durationNs() * i / count,
          () -> {
            month.network().breakOne(number);
            month.stir();
          });
    }
  }

  private void suspend(MonthMember member, boolean sleeps) {
    member.machine().advanceTo(month.nowNs());
    member.machine().suspend(sleeps);
    if (sleeps) {
      month.network().endAll(member);
    }
  }

  private void upgrade() {
    long pauseNs = Duration.ofMinutes(1).toNanos();
    for (MonthMember each : month.members()) {
      month.at(
          month.nowNs() + pauseNs * month.members().indexOf(each),
          () -> {
            each.kill();
            dropIndex(each);
            each.startIn(5 * SECOND_NS);
            month.stir();
          });
    }
  }

  private static void dropIndex(MonthMember member) {
    try {
      member.dropIndex();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An operator gets certificates, and the center is told to revoke the key. */
  private void revoke(PeerRole role) throws RefusedException {
    if (!month.center().isUp()) {
      return; // Nobody can tell it.
    }
    revoked++;
    String name = "revoked" + revoked;
    Identity identity = month.center().issue(month.keys(name), role, name);
    month.center().revoke(identity);
  }
}
