// The replay of a recorded log, with a slider for the time.
import {clockTime} from "./feed.js";

const FRAME_MILLIS = 50;

/** Loads the recorded events and starts with the first one. */
export async function startReplay(apply, reset) {
  const by = id => document.getElementById(id);
  by("replay").hidden = false;
  by("connection").textContent = "Loading the log.";
  const {events, skipped} = await (await fetch("recording")).json();
  by("connection").textContent = skipped > 0
    ? `Replay. The log is long: ${skipped} earlier events are left out.` : "Replay of a log";
  if (events.length === 0) {
    by("connection").textContent = "The log has no events.";
    return;
  }
  const start = events[0].time;
  const end = events.at(-1).time;
  let next = 0;
  let time = start;
  let playing = true;

  const seek = target => {
    if (target < time) {
      reset();
      next = 0;
    }
    const jump = target - time > 5000 || target < time;
    time = target;
    while (next < events.length && events[next].time <= time) {
      apply(events[next++], !jump);
    }
    by("slider").value = end > start ? Math.round(1000 * (time - start) / (end - start)) : 1000;
    by("clock").textContent = clockTime(time);
  };
  const setPlaying = now => {
    playing = now;
    by("play").textContent = playing ? "Pause" : "Play";
  };
  by("play").addEventListener("click", () => {
    if (!playing && time >= end) {
      seek(start);
    }
    setPlaying(!playing);
  });
  by("slider").addEventListener("input", event => {
    setPlaying(false);
    seek(start + (end - start) * event.target.value / 1000);
  });
  setPlaying(true);
  seek(start);
  setInterval(() => {
    if (playing) {
      seek(Math.min(end, time + FRAME_MILLIS * Number(by("speed").value)));
      if (time >= end) {
        setPlaying(false);
      }
    }
  }, FRAME_MILLIS);
}
