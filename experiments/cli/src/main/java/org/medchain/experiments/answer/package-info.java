/**
 * The answer of a run in words, computed from its config and cells, for the terminal and the
 * report.
 */
package org.medchain.experiments.answer;
