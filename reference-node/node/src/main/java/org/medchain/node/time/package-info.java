/** The members' time, and this node's distance from it. */
package org.medchain.node.time;
