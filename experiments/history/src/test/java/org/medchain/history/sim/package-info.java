/** Objects whose histories are right, for the tests. */
package org.medchain.history.sim;
