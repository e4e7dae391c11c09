package org.medchain.participant.command;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.StateEntries;
import org.medchain.contract.economy.BuyLevel;
import org.medchain.contract.economy.EconomyEvents.LevelBought;
import org.medchain.contract.economy.HeldLevel;
import org.medchain.experiments.config.UserInputException;
import org.medchain.incentive.MembershipRules;
import org.medchain.incentive.MembershipRules.MembershipLevel;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Membership services, which are bought with points (paper §3.2.4; GAME-5, PROC-30). */
final class PointsLevelCommands {
  private PointsLevelCommands() {}

  /** {@code medchain points levels}: what the rules offer, and what one has. */
  @Command(
      name = "levels",
      description = {
        "Lists the membership levels that the rules offer, with what they take off the price of "
            + "queries, for how many blocks, and their price in points; and which one you have, "
            + "as the state proves it."
      },
      mixinStandardHelpOptions = true)
  static final class LevelList extends SessionCommand {
    @Override
    CommandAnswer run(ParticipantSession session)
        throws IOException, RefusedException, InterruptedException {
      session.settle(); // a level that was bought just before has to be proved
      long height = session.light().sync();
      List<MembershipLevel> offered =
          session
              .light()
              .entry(StateEntries.rules())
              .value()
              .map(rules -> rules.membership().levels())
              .orElse(MembershipRules.NONE.levels());
      Optional<HeldLevel> bought =
          session.light().entry(StateEntries.level(session.participant())).value();
      List<String> lines = new ArrayList<>();
      List<Map<String, Object>> levels = new ArrayList<>();
      for (int i = 0; i < offered.size(); i++) {
        levels.add(fields(i + 1, offered.get(i)));
        lines.add(line(i + 1, offered.get(i)));
      }
      // What is ordered now comes into the next block.
      Optional<HeldLevel> held = bought.filter(each -> height < each.until());
      lines.add(
          offered.size()
              + (offered.size() == 1 ? " level; " : " levels; ")
              + held.map(each -> "yours is " + words(each)).orElse("you have none"));
      return new CommandAnswer(lines, new LinkedHashMap<>(Map.of("levels", levels)))
          .with("level", held.map(HeldLevel::level).orElse(0))
          .with("until_block", held.map(HeldLevel::until).orElse(0L))
          .with("height", height);
    }

    private static Map<String, Object> fields(int number, MembershipLevel level) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("level", number);
      fields.put("discount_bp", level.discountBp());
      fields.put("blocks", level.blocks());
      fields.put("price_points", level.price());
      return fields;
    }

    private static String line(int number, MembershipLevel level) {
      String percent =
          BigDecimal.valueOf(level.discountBp(), 2).stripTrailingZeros().toPlainString();
      return "level "
          + number
          + "  "
          + percent
          + " % off queries  "
          + level.blocks()
          + " blocks  "
          + level.price()
          + " points";
    }
  }

  private static String words(HeldLevel held) {
    return "level " + held.level() + " up to block " + held.until();
  }

  /** {@code medchain points buy-level}. */
  @Command(
      name = "buy-level",
      description = {
        "Buys a membership level, at the price that 'levels' lists: queries are cheaper from the "
            + "next request on. More of the level that you have is added on; another level takes "
            + "the place of the rest of it."
      },
      mixinStandardHelpOptions = true)
  static final class Buy extends SessionCommand {
    @Parameters(paramLabel = "LEVEL", description = "Its number on the list of 'levels', from 1.")
    private int level;

    @Override
    void check() throws UserInputException {
      BuyLevel unused = order();
    }

    private BuyLevel order() throws UserInputException {
      try {
        return new BuyLevel(level);
      } catch (IllegalArgumentException e) {
        throw new UserInputException("LEVEL: " + e.getMessage());
      }
    }

    @Override
    CommandAnswer run(ParticipantSession session)
        throws UserInputException, IOException, RefusedException, InterruptedException {
      LevelBought bought = (LevelBought) MedicalModules.events(session.require(order())).get(0);
      HeldLevel held = new HeldLevel(bought.level(), bought.until());
      return CommandAnswer.of(words(held) + ", for " + bought.price() + " points")
          .with("level", held.level())
          .with("until_block", held.until())
          .with("price_points", bought.price());
    }
  }
}
