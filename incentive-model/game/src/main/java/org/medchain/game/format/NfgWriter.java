package org.medchain.game.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.Player;

/** Writes games as Gambit does. */
final class NfgWriter {
  private static final int MOST_PLAIN_DIGITS = 20;

  private NfgWriter() {}

  static String text(NfgFile file, NfgFile.PayoffForm form) {
    Game game = file.game();
    StringBuilder text = new StringBuilder("NFG 1 R ");
    text.append(quoted(game.title()));
    text.append(' ').append(names(game.players().stream().map(Player::name).toList()));
    text.append("\n\n{ ");
    game.players().forEach(player -> text.append(names(player.actions())).append('\n'));
    text.append("}\n").append(quoted(file.comment())).append("\n\n");
    switch (form) {
      case PAYOFFS -> payoffs(game, text);
      case OUTCOMES -> outcomes(game, text);
    }
    return text.toString();
  }

  private static void payoffs(Game game, StringBuilder text) {
    for (int index = 0; index < game.profileCount(); index++) {
      text.append(String.join(" ", at(game, index))).append('\n');
    }
  }

  private static void outcomes(Game game, StringBuilder text) {
    Map<List<String>, Integer> numbers = new LinkedHashMap<>();
    List<String> references = new ArrayList<>();
    text.append("{\n");
    for (int index = 0; index < game.profileCount(); index++) {
      List<String> payoffs = at(game, index);
      if (numbers.putIfAbsent(payoffs, numbers.size() + 1) == null) {
        text.append("{ \"\" ").append(String.join(", ", payoffs)).append(" }\n");
      }
      references.add(numbers.get(payoffs).toString());
    }
    text.append("}\n").append(String.join(" ", references)).append('\n');
  }

  private static List<String> at(Game game, int index) {
    int[] profile = game.profile(index);
    List<String> payoffs = new ArrayList<>();
    for (int player = 0; player < profile.length; player++) {
      payoffs.add(number(game.exactPayoff(player, profile)));
    }
    return payoffs;
  }

  static String number(BigFraction value) {
    BigInteger rest = value.getDenominator();
    for (int prime : new int[] {2, 5}) {
      BigInteger factor = BigInteger.valueOf(prime);
      while (rest.mod(factor).signum() == 0) {
        rest = rest.divide(factor);
      }
    }
    if (!rest.equals(BigInteger.ONE)) {
      return value.getNumerator() + "/" + value.getDenominator();
    }
    BigDecimal decimal =
        new BigDecimal(value.getNumerator())
            .divide(new BigDecimal(value.getDenominator()))
            .stripTrailingZeros();
    return Math.abs(decimal.scale()) <= MOST_PLAIN_DIGITS
        ? decimal.toPlainString()
        : decimal.toString();
  }

  static String names(List<String> names) {
    return "{ " + String.join(" ", names.stream().map(NfgWriter::quoted).toList()) + " }";
  }

  static String quoted(String name) {
    StringBuilder text = new StringBuilder("\"");
    for (int at = 0; at < name.length(); at++) {
      char each = name.charAt(at);
      // A backslash is doubled only where it would be taken for the start of an escape.
      boolean last = at + 1 == name.length();
      boolean taken =
          each == '\\' && (last || name.charAt(at + 1) == '"' || name.charAt(at + 1) == '\\');
      text.append(each == '"' || taken ? "\\" : "").append(each);
    }
    return text.append('"').toString();
  }
}
