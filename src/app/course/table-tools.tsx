/** Finding an assignment among many. */
import { courseWords as words } from "../../words/course.ts";

export interface Choice {
  readonly text: string;
  readonly sort: keyof typeof words.sorts;
  readonly filter: keyof typeof words.filters;
}

export interface TableToolsProps {
  readonly choice: Choice;
  choose(choice: Choice): void;
}

export function TableTools({ choice, choose }: TableToolsProps) {
  return (
    <div class="table-tools">
      <label class="find">
        {words.search}
        <input
          type="search"
          value={choice.text}
          onInput={({ currentTarget }) => choose({ ...choice, text: currentTarget.value })}
        />
      </label>
      <Select
        label={words.filter}
        options={words.filters}
        value={choice.filter}
        choose={(filter) => choose({ ...choice, filter })}
      />
      <Select
        label={words.sortBy}
        options={words.sorts}
        value={choice.sort}
        choose={(sort) => choose({ ...choice, sort })}
      />
    </div>
  );
}

interface SelectProps<Name extends string> {
  readonly label: string;
  readonly options: Readonly<Record<Name, string>>;
  readonly value: Name;
  choose(name: Name): void;
}

function Select<Name extends string>({ label, options, value, choose }: SelectProps<Name>) {
  const names = Object.keys(options).filter((name): name is Name => Object.hasOwn(options, name));
  return (
    <label>
      {label}
      <select
        value={value}
        onChange={({ currentTarget }) => {
          const name = names[currentTarget.selectedIndex];
          if (name !== undefined) choose(name);
        }}
      >
        {names.map((name) => (
          <option key={name} value={name}>
            {options[name]}
          </option>
        ))}
      </select>
    </label>
  );
}
