export const byPlant = (catalogue) =>
  Object.entries(catalogue).reduce((all, [month, plants]) => {
    plants.forEach((plant) => {
      (all[plant.toLowerCase()] ??= []).push(Number(month));
    });
    return all;
  }, {});

export const months = (catalogue, plant) => new Map(Object.entries(byPlant(catalogue))).get(plant) ?? null;
