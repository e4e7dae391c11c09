/**
 * Closed forms of the theory, each with its source and its conventions as parameters (decision
 * 0053). Depends on nothing of medchain.
 */
package org.medchain.comparison.theory;
