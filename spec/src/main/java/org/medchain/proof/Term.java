package org.medchain.proof;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An S-expression of SMT-LIB: a word or a list. Only Z3 knows its meaning. */
sealed interface Term {
  /** A symbol, number, keyword or string with its quotes. */
  record Word(String text) implements Term {
    @Override
    public String toString() {
      return text;
    }
  }

  /** Terms in parentheses. */
  record Group(List<Term> parts) implements Term {
    public Group {
      parts = List.copyOf(parts);
    }

    @Override
    public String toString() {
      return parts.stream().map(Term::toString).collect(Collectors.joining(" ", "(", ")"));
    }
  }

  /** Comments, strings, parentheses, words. */
  Pattern TOKENS = Pattern.compile(";[^\n]*|\"[^\"]*\"|[()]|[^\\s()\";]+");

  /**
   * The terms of a text.
   *
   * @throws IllegalArgumentException if parentheses do not match
   */
  static List<Term> read(String text) {
    Deque<List<Term>> open = new ArrayDeque<>();
    open.push(new ArrayList<>());
    Matcher token = TOKENS.matcher(text);
    while (token.find()) {
      String word = token.group();
      if (word.equals("(")) {
        open.push(new ArrayList<>());
      } else if (word.equals(")") && open.size() > 1) {
        Term group = new Group(open.pop());
        open.element().add(group);
      } else if (word.equals(")")) {
        throw new IllegalArgumentException("a parenthesis too many");
      } else if (!word.startsWith(";")) {
        open.element().add(new Word(word));
      }
    }
    if (open.size() > 1) {
      throw new IllegalArgumentException("a parenthesis is open at the end");
    }
    return List.copyOf(open.pop());
  }

  /** The parts of a list; none of a word. */
  default List<Term> parts() {
    return List.of();
  }

  /** Its part at a place. */
  default Term at(int index) {
    return parts().get(index);
  }

  /** Whether it is a list that begins with this word. */
  default boolean begins(String word) {
    return !parts().isEmpty() && at(0).toString().equals(word);
  }

  /** Whether one of these words occurs in it. */
  default boolean mentions(Set<String> words) {
    return switch (this) {
      case Word word -> words.contains(word.text());
      case Group group -> group.parts().stream().anyMatch(part -> part.mentions(words));
    };
  }

  /** The same with other words in the place of these. */
  default Term with(Map<String, String> words) {
    return switch (this) {
      case Word word -> new Word(words.getOrDefault(word.text(), word.text()));
      case Group group -> new Group(group.parts().stream().map(part -> part.with(words)).toList());
    };
  }

  /** A string without its quotes and line breaks. */
  default String sentence() {
    return toString().replace("\"", "").replaceAll("\\s+", " ");
  }
}
