/** Whether degrees follow the power law of preferential attachment: its fit by likelihood, and how good that is. */
package gossip.degrees;
