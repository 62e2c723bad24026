import { usualSeconds, usualVisitsPerSecond } from '@spanshop/labs/experiment';

export const help = `npm run lab -- <what>

  list                      what can go wrong in this shop, on purpose
  show <fault>              its mechanism, what a user feels, how to see it, and its cure
  on <fault>                switches it on in the shop that runs; several may be on at once
  off [<fault>]             switches it off, or all of them, and puts back what they changed
  status                    what is on

  run <fault>               an experiment: load, the fault, the same load, what the traces say, the cure, the load again

  start [<fault>]           a blind lab: something goes wrong, and you find out what; random (default), or tracing
  hint                      one more hint: what users feel, where to look, which span
  answer <service> <operation> <kind>
                            says how far you got
  reveal                    what it was; cures it, and shows what that brings
  game-day --seed <n> --minutes <n>
                            one thing after another goes wrong, with a score sheet at the end

  --magnitude <1..3>        how hard: 1 is seen by who looks, 2 is felt (default), 3 breaks objectives
  --tenant <storefront>     on: for one storefront only
  --share <percent>         on: for a share of the customers only, such as 10%
  --seed <n>                run, start, game-day: the same number sends the same visitors, and draws the same faults
  --seconds <n>             run, start: how long a window is (default ${usualSeconds})
  --minutes <n>             game-day: how long it lasts
  --visits-per-second <n>   run, start, game-day: how many come (default ${usualVisitsPerSecond})
  --help                    this text

Faults are real: an index is really dropped, a connection really leaked. They count in every process within a second, and none
of them is named in any span, log or metric. The shop is the one that runs on this machine (npm run demo, or npm run compose).

Exit code: 0; 2 wrong arguments; 1 no shop, no lab mode, or the change did not take effect everywhere; 130 interrupted.`;
