package org.medchain.client.command;

import static org.medchain.client.command.CommandAnswer.count;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.economy.BuyLevel;
import org.medchain.contract.economy.EconomyEvents.LevelBought;
import org.medchain.contract.economy.HeldLevel;
import org.medchain.contract.economy.Levels;
import org.medchain.contract.engine.WorldState;
import org.medchain.incentive.MembershipRules;
import org.medchain.incentive.MembershipRules.MembershipLevel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Membership services, which are bought with points (paper §3.2.4; GAME-5, PROC-30). */
final class PointsLevelCommands {
  private PointsLevelCommands() {}

  /** {@code medchain points levels}: the levels that the rules offer, and the own one. */
  @Command(
      name = "levels",
      description =
          "Lists the membership levels that the rules offer, with what they take off the price of "
              + "queries, for how many blocks, and their price in points; and which one you have, "
              + "as the state proves it.")
  static final class LevelList extends SessionCommand {
    @Override
    CommandAnswer run() throws Exception {
      ParticipantSession session = session();
      session.settle(); // a level that was bought just before has to be proved
      long height = session.light().sync();
      List<MembershipLevel> offered =
          session
              .state(WorldState.rulesEntry())
              .map(rules -> rules.membership().levels())
              .orElse(MembershipRules.NONE.levels());
      Optional<HeldLevel> bought = session.state(Levels.entry(session.participant()));
      List<CommandAnswer> levels = new ArrayList<>();
      for (MembershipLevel each : offered) {
        levels.add(row(levels.size() + 1, each));
      }
      // An order made now comes into the next block.
      Optional<HeldLevel> held = bought.filter(each -> height < each.until());
      String yours = held.map(each -> "yours is " + words(each)).orElse("you have none");
      return CommandAnswer.list("levels", levels)
          .line(count(levels.size(), "level") + "; " + yours)
          .with("level", held.map(HeldLevel::level).orElse(0))
          .with("until_block", held.map(HeldLevel::until).orElse(0L))
          .with("height", height);
    }

    private static CommandAnswer row(int number, MembershipLevel level) {
      String percent =
          BigDecimal.valueOf(level.discountBp(), 2).stripTrailingZeros().toPlainString();
      return CommandAnswer.of("level", number)
          .with("discount_bp", level.discountBp())
          .with("blocks", level.blocks())
          .with("price_points", level.price())
          .text(
              "level {level}  "
                  + percent
                  + " % off queries  {blocks} blocks  {price_points} points");
    }
  }

  private static String words(HeldLevel held) {
    return "level " + held.level() + " up to block " + held.until();
  }

  /** {@code medchain points buy-level}. */
  @Command(
      name = "buy-level",
      description =
          "Buys a membership level, at the price that 'levels' lists: queries are cheaper from the "
              + "next request on. More of the level that you have is added on; another level takes "
              + "the place of the rest of it.")
  static final class Buy extends SessionCommand {
    @Parameters(paramLabel = "LEVEL", description = "Its number on the list of 'levels', from 1.")
    private int level;

    @Override
    CommandAnswer run() throws Exception {
      BuyLevel order = typed("LEVEL: ", () -> new BuyLevel(level));
      LevelBought bought = session().require(order, LevelBought.class);
      return CommandAnswer.of("level", bought.level())
          .with("until_block", bought.until())
          .with("price_points", bought.price())
          .text("level {level} up to block {until_block}, for {price_points} points");
    }
  }
}
