/**
 * Owners' encrypted indexes, their searchers, and the bills of searches (paper §4 (3); CON-34 to
 * CON-37).
 */
package org.medchain.contract.search;
