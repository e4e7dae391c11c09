package org.medchain.client.command;

import org.medchain.client.enrolment.InputException;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.economy.EconomyEvents.Redeemed;
import org.medchain.contract.economy.Quotas;
import org.medchain.contract.economy.RedeemPoints;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.exit.SettleExit;
import org.medchain.contract.registration.AskBalance;
import org.medchain.contract.registration.ExitEvents.Settled;
import org.medchain.contract.registration.RegistrationEvents.BalanceTold;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.ScarcityRules;
import org.medchain.node.transport.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medchain points}: a participant's credit points (paper §3.2.4). */
@Command(
    name = "points",
    description = "Shows, spends, redeems and leaves with credit points.",
    subcommands = {
      PointsCommand.PointsShowCommand.class,
      PointsLevelCommands.LevelList.class,
      PointsLevelCommands.Buy.class,
      PointsCommand.PointsRedeemCommand.class,
      PointsExitCommand.class,
      PointsCommand.PointsSettleCommand.class
    })
public final class PointsCommand extends CommandGroup {
  public PointsCommand() {}

  /** {@code medchain points show} (paper §3.2.4; CON-20). */
  @Command(name = "show", description = "Shows your points, as a quorum of the nodes says.")
  static final class PointsShowCommand extends SessionCommand {
    @Override
    CommandAnswer run() throws Exception {
      ParticipantSession session = session();
      BalanceTold told = (BalanceTold) MedicalModules.events(session.read(new AskBalance())).get(0);
      CommandAnswer answer =
          CommandAnswer.of("name", session.card().name())
              .with("role", session.card().role())
              .with("points", told.points())
              .text("{name}: {points} points");
      ScarcityRules rules = scarcity(session);
      return rules.bytesPerPoint() == 0 ? answer : withBytes(session, answer, rules);
    }

    /** None before the first state is proved, on a new chain. */
    private static ScarcityRules scarcity(ParticipantSession session) {
      try {
        return session
            .state(WorldState.rulesEntry())
            .map(IncentiveRules::scarcity)
            .orElse(ScarcityRules.NONE);
      } catch (RefusedException e) {
        return ScarcityRules.NONE;
      }
    }

    /** CON-44: the points spent on lasting state, besides the prices of orders. */
    private static CommandAnswer withBytes(
        ParticipantSession session, CommandAnswer answer, ScarcityRules rules)
        throws RefusedException {
      PublicKey own = session.participant();
      long left = session.state(Quotas.entry(own)).orElse(0L);
      return answer
          .with("lasting_bytes", left)
          .with("free_bytes", rules.freeBytes())
          .with("bytes_per_point", rules.bytesPerPoint())
          .text(
              "what you left on the ledger counts {lasting_bytes} bytes; {free_bytes} bytes are"
                  + " free, a point buys {bytes_per_point} bytes");
    }
  }

  /** {@code medchain points redeem} (paper §3.2.4; GAME-6). */
  @Command(name = "redeem", description = "Changes points into a voucher, which the center pays.")
  static final class PointsRedeemCommand extends SessionCommand {
    @Parameters(paramLabel = "POINTS", description = "How many, the fee included; 1 or more.")
    private long points;

    @Override
    CommandAnswer run() throws Exception {
      if (points < 1) {
        throw new InputException("POINTS: " + points + "; allowed is 1 or more");
      }
      Redeemed redeemed = session().require(new RedeemPoints(points), Redeemed.class);
      return CommandAnswer.of("voucher", redeemed.voucher())
          .with("paid_out_points", redeemed.paidOut())
          .with("burnt_points", redeemed.burnt())
          .text("voucher of {paid_out_points} points, {burnt_points} are the fee: {voucher}");
    }
  }

  /** {@code medchain points settle}: empties the account of one that left (GAME-7, PROC-30). */
  @Command(
      name = "settle",
      description =
          "Has the account of a participant that left emptied, once, after the lock of its exit: it"
              + " gets a voucher, which the center pays. A participant that left cannot order"
              + " anything; all others may order this, and get nothing for it.")
  static final class PointsSettleCommand extends SessionCommand {
    @Option(
        names = "--participant",
        paramLabel = "HEX",
        required = true,
        description = "The participant that left: a first key, or an identity of this machine.")
    private String left;

    @Override
    CommandAnswer run() throws Exception {
      PublicKey key = identities().key(left);
      Receipt receipt = session().require(new SettleExit(key), Outcome.LOCKED);
      if (!receipt.succeeded()) {
        // Nodes show the height of the lock only to the participant that left (LIGHT-8).
        throw new RefusedException(
            ParticipantSession.reason(receipt)
                + ": penalties may still come, up to the height that the exit told");
      }
      Settled settled = (Settled) MedicalModules.events(receipt).get(0);
      String voucher = settled.paidOut() > 0 ? settled.voucher().toHex() : "";
      return CommandAnswer.of("participant", key)
          .with("voucher", voucher)
          .with("paid_out_points", settled.paidOut())
          .with("burnt_points", settled.burnt())
          .text(
              "voucher of {paid_out_points} points, {burnt_points} are burnt: "
                  + (voucher.isEmpty() ? "none" : voucher))
          .line("the account of " + left + ", whose voucher it is, is settled");
    }
  }
}
