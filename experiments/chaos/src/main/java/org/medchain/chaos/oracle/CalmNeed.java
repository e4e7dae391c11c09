package org.medchain.chaos.oracle;

/**
 * What the calm phase of a schedule may take, and what it took (SCH-25); times in units of the
 * first view timeout.
 *
 * @param bound for the execution of a request at all honest members
 * @param need the longest that one took, or waits already
 * @param maxUnseated how often a correct primary may lose its view
 * @param unseated how often one did
 */
public record CalmNeed(double bound, double need, int maxUnseated, int unseated) {}
