/** What the members show of the time, and how far this node is from it. */
package org.medchain.node.time;
