/** Who is next, where many wait for one process or one waits for many. */
package org.medchain.node.turns;
