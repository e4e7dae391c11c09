package org.medchain.credit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.MembershipRules.MembershipLevel;
import org.medchain.incentive.VerdictRules;

/**
 * The parameters of the credit-point game, each with its symbol, its default and the range that
 * sensitivity analyses draw from (GAME-10, GAME-13).
 *
 * <p>Those of the <em>rules</em> are ledger data: whole points, basis points or blocks, read from
 * and written into {@link IncentiveRules}, which check them. Those of the <em>economy</em> (cash,
 * errors, habits) are what the ledger cannot know: assumptions, not measurements. The defaults are
 * of one order of magnitude, so that no effect drowns; they describe no real person.
 */
public enum Parameter {
  /** Cash that a point brings when it is redeemed. */
  CASH_PER_POINT("kappa", ParameterDomain.of(1e-9, 1e9), 1, 0.2, 3),
  /** Cost of making and sharing an honest record, in cash; formulas' c_H has c_P in it. */
  HONEST_COST("c_H", ParameterDomain.CASH, 1.5, 0.5, 6),
  /** Cost of making up a false record, in cash. */
  FALSE_COST("c_F", ParameterDomain.CASH, 0.5, 0, 2),
  /** Private gain from a false record that is accepted, in cash. */
  FALSE_GAIN("b", ParameterDomain.CASH, 4, 0, 12),
  /** What a fresh identity costs, in cash. */
  IDENTITY_COST("F", ParameterDomain.CASH, 8, 0, 40),
  /** What is lost with an old identity besides its points, in cash. */
  IDENTITY_VALUE("M", ParameterDomain.CASH, 5, 0, 20),
  /** Chance that a verifier who looks calls a valid record false. */
  FALSE_ALARM("eps1", ParameterDomain.SHARE, 0.05, 0, 0.3),
  /** Chance that a verifier who looks calls a false record valid. */
  MISS("eps0", ParameterDomain.SHARE, 0.1, 0, 0.4),
  /** Chance that the center finds a false record false, where it decides alone. */
  CENTER_DETECTION("g_F", ParameterDomain.SHARE, 0.3, 0, 1),
  /** Chance that the center finds an honest record false, where it decides alone. */
  CENTER_ALARM("g_H", ParameterDomain.SHARE, 0.01, 0, 0.1),
  /** Mean blocks until a late finding: the center's, or that of the users. */
  LATE_BLOCKS("tau", ParameterDomain.of(1e-3, 1e9), 50, 1, 500),
  /** Cost of looking at one record, in cash. */
  VERIFYING_COST("c_V", ParameterDomain.CASH, 0.1, 0, 1),
  /** Share of honest records among those that verifiers meet, where nothing tells it. */
  VALID_SHARE("rho", ParameterDomain.SHARE, 0.9, 0.5, 1),
  /**
   * The same as buyers take it to be: of the records that are uploaded, before verification. Where
   * nothing is said it is {@link #VALID_SHARE}.
   */
  BUYER_VALID_SHARE("rho_B", ParameterDomain.SHARE, 0.9, 0.5, 1),
  /** What a valid record is worth to a buyer, in cash. */
  BUYER_VALUE("v", ParameterDomain.CASH, 6, 1, 20),
  /** What a buyer loses by a false record besides the price, in cash. */
  BUYER_LOSS("l", ParameterDomain.CASH, 10, 0, 40),
  /** Queries of one record by interested buyers. */
  QUERIES("q", ParameterDomain.count(0, 1000), 2, 0, 10),
  /** Chance that a user who obtained a false record calls it false. */
  USER_DETECTION("u_F", ParameterDomain.SHARE, 0.5, 0, 1),
  /** Chance that a user who obtained an honest record calls it false. */
  USER_ALARM("u_H", ParameterDomain.SHARE, 0.01, 0, 0.1),
  /** Worth of a unit of cash a period later. */
  DISCOUNT("delta", ParameterDomain.of(0, 0.9999), 0.95, 0.5, 0.99),
  /** Points on the account of a settled participant. */
  BALANCE("W", ParameterDomain.POINTS, 30, 0, 100),
  /**
   * Share of a grant that can only be spent which comes back as points like any other: its owner
   * spends it on a record of its own. An agreement pays all of its price to owner and provider.
   */
  LAUNDERED("lambda", ParameterDomain.SHARE, 1, 0, 1),
  /** Share of traps, known to be false, among the records that verifiers are given. */
  TRAP_SHARE("t", ParameterDomain.SHARE, 0, 0, 0.3),
  /** Chance that an outside check of a verdict punishes the verifiers who were wrong. */
  AUDIT_SHARE("q_A", ParameterDomain.SHARE, 0.1, 0, 1),
  /** Verifiers of a committee who vote as a ring tells them. */
  COLLUDERS("m", ParameterDomain.count(0, VerdictRules.MAX_VERIFIERS), 2, 0, 7),
  /** Keys from which committees are drawn. */
  POOL("N", ParameterDomain.count(1, 1_000_000), 100, 20, 400),
  /** Of these, keys in one hand. */
  POOL_COLLUDERS("N_m", ParameterDomain.count(0, 1_000_000), 20, 0, 100),
  /** Correlation of two verifiers' errors. */
  CORRELATION("r", ParameterDomain.SHARE, 0.1, 0.001, 0.5),
  /** Into how many parts a splitter cuts a record. */
  PARTS("j", ParameterDomain.count(2, 1000), 3, 2, 10),
  /** Cost of each further part, in cash. */
  SPLIT_COST("c_S", ParameterDomain.CASH, 0.2, 0, 3),
  /** Size of a whole record, in units that can be told apart. */
  RECORD_SIZE("S", ParameterDomain.count(1, 1000), 12, 2, 40),
  /** Exponent e of the reward R·(size/S)^e, rounded down; 0 is the paper's: one reward a record. */
  REWARD_EXPONENT("e", ParameterDomain.of(0, 10), 0, 0, 2),
  /** What the patient loses in privacy by sharing one honest record, in cash; a part of c_H. */
  PRIVACY_COST("c_P", ParameterDomain.CASH, 0.5, 0, 4),
  /** Queries by one member while a level holds. */
  MEMBER_QUERIES("q_M", ParameterDomain.count(0, 1_000_000), 10, 0, 40),
  /** Participants who hold points. */
  PARTICIPANTS("H", ParameterDomain.count(0, 100_000), 100, 10, 1000),
  /** Cash at hand for redemptions. */
  CASH_RESERVE("C", ParameterDomain.CASH, 2500, 0, 10000),
  /** Cash that comes in for redemptions in each block. */
  CASH_INFLOW("J", ParameterDomain.CASH, 20, 0, 100),
  /** 1 if a point is redeemed for its share of the cash at most, 0 for a fixed rate. */
  PRO_RATA("z", ParameterDomain.count(0, 1), 0, 0, 1),
  /** Share of the points that are redeemed in each block. */
  REDEEMED_SHARE("x_R", ParameterDomain.SHARE, 0.02, 0, 0.2),
  /** Records uploaded in each block. */
  UPLOADS("n_U", ParameterDomain.of(0, 1e6), 5, 0, 50),

  /** Initial points. */
  INITIAL_POINTS("E0", ParameterDomain.POINTS, 0, 60, rules -> rules.points().initialPoints()),
  /** Reward of an accepted record. */
  UPLOAD_REWARD("R", ParameterDomain.POINTS, 0, 20, rules -> rules.points().uploadReward()),
  /** Penalty of a record found false. */
  FALSE_PENALTY("P", ParameterDomain.POINTS, 0, 80, rules -> rules.points().falsePenalty()),
  /** Price of a query. */
  QUERY_PRICE("Q", ParameterDomain.POINTS, 0, 10, rules -> rules.points().queryPrice()),
  /** Share of the price that goes to the owner, in basis points. */
  OWNER_SHARE_BP(
      "s_O", ParameterDomain.BASIS_POINTS, 0, 10_000, rules -> rules.points().ownerShareBp()),
  /** Verifiers of a record; the quorum becomes a majority where the old one does not fit. */
  VERIFIERS(
      "n",
      ParameterDomain.rule(VerdictRules.MAX_VERIFIERS),
      1,
      15,
      rules -> rules.verdict().verifiers()),
  /** Equal votes that decide. */
  QUORUM(
      "k",
      ParameterDomain.rule(VerdictRules.MAX_VERIFIERS),
      1,
      15,
      rules -> rules.verdict().quorum()),
  /** Users who turn a verdict. */
  EVALUATION_QUORUM(
      "k_E",
      ParameterDomain.rule(VerdictRules.MAX_EVALUATIONS),
      0,
      10,
      rules -> rules.verdict().evaluationQuorum()),
  /** Reward of a verifier on the side that was decided. */
  VERIFIER_REWARD("r_V", ParameterDomain.POINTS, 0, 5, rules -> rules.verdict().verifierReward()),
  /** Penalty of a verifier on the other side. */
  VERIFIER_PENALTY("p_V", ParameterDomain.POINTS, 0, 5, rules -> rules.verdict().verifierPenalty()),
  /** Reward for the truth about a trap. */
  TRAP_REWARD("r_T", ParameterDomain.POINTS, 0, 20, rules -> rules.verdict().trapReward()),
  /** Penalty for a trap that was missed. */
  TRAP_PENALTY("p_T", ParameterDomain.POINTS, 0, 20, rules -> rules.verdict().trapPenalty()),
  /** Price of the first level of membership. */
  LEVEL_PRICE("p_M", ParameterDomain.POINTS, 0, 20, rules -> first(rules).price()),
  /** What that level takes off the price of a query, in basis points. */
  LEVEL_DISCOUNT_BP(
      "theta", ParameterDomain.BASIS_POINTS, 0, 10_000, rules -> first(rules).discountBp()),
  /** Points bought at registration that stand good for penalties. */
  BOND("B", ParameterDomain.POINTS, 0, 80, rules -> rules.identity().bond()),
  /** Fee on redemption, in basis points. */
  FEE_BP("phi", ParameterDomain.BASIS_POINTS, 0, 5_000, rules -> rules.redemption().feeBp()),
  /** Blocks that an account stays open to penalties after its exit. */
  EXIT_LOCK_BLOCKS(
      "T",
      ParameterDomain.rule(VerdictRules.MAX_BLOCKS),
      3,
      300,
      rules -> rules.redemption().exitLockBlocks());

  private final String symbol;
  private final ParameterDomain range;
  private final double defaultValue;
  private final double samplingLow;
  private final double samplingHigh;
  private final Optional<ToDoubleFunction<IncentiveRules>> reader;

  Parameter(String symbol, ParameterDomain range, double standard, double low, double high) {
    this.symbol = symbol;
    this.range = range;
    this.defaultValue = standard;
    this.samplingLow = low;
    this.samplingHigh = high;
    this.reader = Optional.empty();
  }

  Parameter(
      String symbol,
      ParameterDomain range,
      double low,
      double high,
      ToDoubleFunction<IncentiveRules> reader) {
    this.symbol = symbol;
    this.range = range;
    this.defaultValue = reader.applyAsDouble(CreditParameters.STANDARD_RULES);
    this.samplingLow = low;
    this.samplingHigh = high;
    this.reader = Optional.of(reader);
  }

  /** As formulas call it. */
  public String symbol() {
    return symbol;
  }

  /** What it may be. */
  public ParameterDomain range() {
    return range;
  }

  /** What files call it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  double checked(double value) {
    return range.requireWithin(key(), value);
  }

  void check(ParameterValue value) {
    range.requireExactlyWithin(key(), value);
  }

  /** Its default. */
  public double defaultValue() {
    return defaultValue;
  }

  /** The low end of the range that analyses draw from; not a bound on what may be set. */
  public double samplingLow() {
    return samplingLow;
  }

  /** The high end of that range. */
  public double samplingHigh() {
    return samplingHigh;
  }

  /** Whether it is ledger data. */
  public boolean isRule() {
    return reader.isPresent();
  }

  /** The parameter of this name or symbol. */
  public static Parameter byName(String name) {
    return Arrays.stream(values())
        .filter(each -> each.name().equalsIgnoreCase(name) || each.symbol.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no parameter is called '" + name + "'"));
  }

  /** The first level; one that costs and gives nothing where there is none. */
  private static MembershipLevel first(IncentiveRules rules) {
    return rules.membership().levels().stream().findFirst().orElse(RuleParameterUpdate.NO_LEVEL);
  }

  double ruleValue(IncentiveRules rules) {
    return reader.orElseThrow().applyAsDouble(rules);
  }
}
